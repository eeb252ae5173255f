//! Checks a contract after each keystroke, as a language server does: from scratch, and with the trees of the last check.

use crate::spec::spec;
use errspec_codegen::check;
use errspec_spec::yaml::Trees;
use errspec_spec::{Loader, NoFiles};
use std::error::Error;

/// A way to check the contract after a keystroke of a round, which returns the number of findings.
type Check = Box<dyn FnMut(usize) -> Result<usize, Box<dyn Error>>>;

/// A loader without files, with the trees of the last check.
#[derive(Default)]
struct Kept(Trees);

impl Loader for Kept {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        NoFiles.load(path)
    }

    fn trees(&mut self) -> Option<&mut Trees> {
        Some(&mut self.0)
    }
}

/// The candidates. A keystroke types a letter into the summary in the middle, or removes it.
pub(super) fn candidates(codes: &[String]) -> Result<Vec<(&'static str, Check)>, Box<dyn Error>> {
    let text = spec("list", codes);
    let typed = typed(&text).ok_or("there is no summary")?;
    let texts = [typed, text];
    let mut kept = Kept::default();
    check("list.yaml", texts[1].as_bytes(), &mut kept);
    let again = texts.clone();
    let checked = move |text: &str, loader: &mut dyn Loader| {
        let checked = check("list.yaml", text.as_bytes(), loader);
        checked.contract.map(|_| checked.findings.len()).ok_or_else(|| "the contract has errors".into())
    };
    Ok(vec![
        ("anew", Box::new(move |round| checked(&texts[round % 2], &mut NoFiles))),
        ("again", Box::new(move |round| checked(&again[round % 2], &mut kept))),
    ])
}

/// The text with one more letter.
fn typed(text: &str) -> Option<String> {
    let mark = "summary: \"";
    let middle = text.len() / 2;
    let at = middle + text.get(middle..)?.find(mark)? + mark.len();
    Some(format!("{}x{}", text.get(..at)?, text.get(at..)?))
}
