//! The command line and its errors: each file of `tests/cmd/` holds commands and what they print. `TRYCMD=overwrite cargo test --test cmd` accepts what changed.

#[test]
fn commands_print_what_their_files_say() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.trycmd");
}
