//! The built-in gazetteers are compiled in: build again when one of their files changes.
fn main() {
    println!("cargo:rerun-if-changed=gazetteers");
}
