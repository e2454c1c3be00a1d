//! The option that adds gazetteers, for every subcommand that needs a lexicon.

use super::console::Console;
use anyhow::Result;
use clap::Args;
use recount::Lexicon;
use recount::gazetteer::Sources;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

#[derive(Args)]
pub struct GazetteerArguments {
    /// Adds the gazetteers of a folder laid out like the built-in one; a row with the same id replaces. May be given more than once
    #[arg(long, value_name = "DIR")]
    pub gazetteers: Vec<PathBuf>,

    /// Neither reads nor writes the file of compiled names (.recount-names.cache) in a large folder of gazetteers
    #[arg(long, requires = "gazetteers")]
    pub no_cache: bool,
}

impl GazetteerArguments {
    /// The built-in files and those of the folders given.
    pub fn sources(&self) -> Result<Sources> {
        let mut sources = Sources::built_in();
        for folder in &self.gazetteers {
            sources.add_folder(folder)?;
        }
        Ok(if self.no_cache { sources.without_cache() } else { sources })
    }

    /// All of them, compiled. The end of the program gives its memory back at once: taking it apart name by name would take longer than a short article does.
    pub fn load(&self, console: Console) -> Result<ManuallyDrop<Lexicon>> {
        let lexicon = ManuallyDrop::new(Lexicon::load(&self.sources()?)?);
        tell_notes(&lexicon, console);
        Ok(lexicon)
    }
}

/// What the user should know of the loading.
pub fn tell_notes(lexicon: &Lexicon, console: Console) {
    if !console.quiet() {
        lexicon
            .gazetteer
            .notes
            .iter()
            .for_each(|note| console.error(&format!("note: {note}")));
    }
}
