//! Prints which crate fails which case; `--write` writes the table to COMPARE.md.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cases = errspec_compare::cases();
    print!("{}", errspec_compare::printed(&cases));
    if !std::env::args().any(|argument| argument == "--write") {
        return ExitCode::SUCCESS;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../COMPARE.md");
    let written = std::fs::read_to_string(&path).and_then(|document| {
        let document = errspec_compare::between_markers(&document, &errspec_compare::table(&cases))
            .ok_or_else(|| std::io::Error::other("no markers for the table in it"))?;
        std::fs::write(&path, document)
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("COMPARE.md: {why}");
            ExitCode::FAILURE
        }
    }
}
