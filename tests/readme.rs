//! Every `console` block of the README runs and prints what it says there. `TRYCMD=overwrite cargo test --test readme` writes real output into it.

#[test]
fn readme_tells_the_truth() {
    // What its commands wrote in a run before, perhaps by a version with another schema, is no part of a first look.
    for written in ["news.db", "news.db-shm", "news.db-wal", "records.jsonl", "map.geojson"] {
        let _ = std::fs::remove_file(written);
    }
    let _ = std::fs::remove_dir_all("package");
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("README.md");
}
