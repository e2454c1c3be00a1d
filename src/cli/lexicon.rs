//! The option that adds gazetteers, for every subcommand that needs a lexicon.

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
}

impl GazetteerArguments {
    /// The built-in files and those of the folders given.
    pub fn sources(&self) -> Result<Sources> {
        let mut sources = Sources::built_in();
        for folder in &self.gazetteers {
            sources.add_folder(folder)?;
        }
        Ok(sources)
    }

    /// All of them, compiled. The end of the program gives its memory back at once: taking it apart name by name would take longer than a short article does.
    pub fn load(&self) -> Result<ManuallyDrop<Lexicon>> {
        Ok(ManuallyDrop::new(Lexicon::load(&self.sources()?)?))
    }
}
