//! Each format in the reader of its own ecosystem.

use crate::*;

/// Python with the packages of `requirements.txt`: `RECOUNT_PYTHON`, else `python3`.
fn python() -> Option<String> {
    let python = std::env::var("RECOUNT_PYTHON").unwrap_or_else(|_| "python3".into());
    let packages = "import cassis, frictionless, geopandas, pandas, pyarrow, spacy";
    let has_them = Command::new(&python)
        .args(["-c", packages])
        .output()
        .is_ok_and(|o| o.status.success());
    has_them.then_some(python)
}

#[test]
fn readers_of_other_tools_open_every_format() {
    let Some(python) = python() else {
        let help = "RECOUNT_PYTHON names a Python with tests/export/requirements.txt";
        assert!(std::env::var("RECOUNT_PYTHON").is_err(), "{help}");
        println!("not checked: {help}");
        return;
    };
    let done = Command::new(python)
        .arg("tests/export/readers.py")
        .arg(env!("CARGO_BIN_EXE_recount"))
        .args([records(), folder("readers").to_str().unwrap()])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
