//! Each article of `corpus/` as analysts see it. A changed rule shows as a difference in `snapshots/`; `cargo insta review` accepts it.

mod common;

use common::{documents, lexicon};
use recount::emit::{ReadableOptions, readable};
use recount::extract;

#[test]
fn readable_view_of_each_article() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::glob!("../corpus", "*.{txt,md,jsonl}", |path| {
            let views: Vec<String> = documents(path)
                .iter()
                .map(|document| readable(&extract(document, lexicon()), &ReadableOptions::default()))
                .collect();
            insta::assert_snapshot!("readable", views.join("\n"));
        });
    });
}
