//! Every `console` block of the README runs and prints what it says there. `TRYCMD=overwrite cargo test --test readme` writes real output into it.

#[test]
fn readme_tells_the_truth() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("README.md");
}
