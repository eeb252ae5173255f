//! The text of a module is laid out as a formatter would print it.

use errspec_codegen::disk::Disk;
use errspec_codegen::{Options, generate};
use errspec_spec::{Loader, NoFiles};
use std::path::{Path, PathBuf};

/// The modules of every contract of the repository.
fn modules(options: &Options) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut specs = Vec::new();
    for folder in ["spec/apis", "tests/cases", "tests/packages", "codegen/tests/goldens"] {
        find(&root.join(folder), &mut specs);
    }
    let module = |path: PathBuf| {
        let path = path.to_string_lossy().into_owned();
        let bytes = Disk::default().load(&path).unwrap();
        Some((path.clone(), generate(&path, &bytes, &mut Disk::default(), options).module?.text))
    };
    specs.into_iter().filter_map(module).collect()
}

fn find(folder: &Path, specs: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            find(&path, specs);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            specs.push(path);
        }
    }
}

/// The lines of a module without those that a formatter has no say in: blank lines, comments, what is passed to macros of the runtime,
/// and the four tables that have a line for each code.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut passed_over: Option<&str> = None;
    for line in text.lines() {
        let content = line.trim_start();
        let indent = &line[..line.len() - content.len()];
        match passed_over {
            Some(of) if indent == of && content.ends_with(['}', ';']) => passed_over = None,
            Some(_) => {}
            None if content.is_empty() || content.starts_with("// ") => {}
            None if is_table(content) || content.contains("::__v1::") && content.contains("! {") => {
                passed_over = Some(indent).filter(|_| !content.ends_with([';', '}']));
            }
            None => lines.push(line),
        }
    }
    lines
}

fn is_table(line: &str) -> bool {
    let of_codes = ["_TEXT: &str", "_FACTS: &[Row]", "_ROWS: [Row", "_SLOTS: [u8"];
    line.starts_with(['c', 's']) && of_codes.iter().any(|table| line.contains(table))
}

/// Compares line by line, so that a difference shows where it is.
fn compare(of: &str, text: &str) {
    let printed = prettyplease::unparse(&syn::parse_file(text).unwrap_or_else(|why| panic!("{of}: {why}")));
    let (ours, theirs) = (lines(text), lines(&printed));
    assert!(ours.len() > 50, "{of} is almost empty");
    if let Some(at) = (0..ours.len().max(theirs.len())).find(|at| ours.get(*at) != theirs.get(*at)) {
        let around = |lines: &[&str]| lines.iter().skip(at.saturating_sub(3)).take(8).copied().collect::<Vec<_>>().join("\n");
        panic!("{of}\nis written as\n{}\nand a formatter prints\n{}", around(&ours), around(&theirs));
    }
}

#[test]
fn every_module_is_laid_out_as_a_formatter_prints_it() {
    let modules = modules(&Options { serde: true, ..Options::default() });
    assert!(modules.len() > 50, "{}", modules.len());
    modules.iter().for_each(|(path, text)| compare(path, text));
}

#[test]
fn the_layout_follows_the_length_of_the_runtimes_path() {
    for runtime in ["::e", "crate::errors::runtime"] {
        modules(&Options { runtime: runtime.to_owned(), serde: true }).iter().for_each(|(path, text)| compare(path, text));
    }
}

#[test]
fn texts_come_out_as_the_very_strings_of_the_contract() {
    let text = "say \"hi\" \\ 'now' {} \u{0}1 \u{7f} \u{a0} \u{200b} \u{202e} \u{301} é 💥 a => b = [c, d) // } // \" , ; for x in ..y";
    let escaped: String = text.chars().map(|c| format!("\\U{:08x}", u32::from(c))).collect();
    let spec = format!(
        "errspec: 1\nname: odd\nstatuses: {{ 404: {{ summary: \"{escaped}\" }} }}\n\
         errors: {{ Code: {{ codes: {{ A: {{ summary: \"{escaped}\", causes: [\"{escaped}\"] }} }} }} }}\n\
         advice: [\"{escaped}\", {{ text: \"{escaped}\", basis: inferred }}]\n"
    );
    let generated = generate("odd.yaml", spec.as_bytes(), &mut NoFiles, &Options::default());
    let module = generated.module.unwrap_or_else(|| panic!("{:?}", generated.findings)).text;
    compare("odd", &module);
    let literals = |text: &str| text.match_indices('"').filter_map(|(at, _)| literal(&text[at..])).collect::<Vec<_>>();
    assert_eq!(literals(&module).iter().filter(|literal| *literal == text).count(), 5, "{module}");
}

/// The value of the string literal that a text begins with.
fn literal(text: &str) -> Option<String> {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, c)| {
        let is_end = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        is_end
    });
    Some(syn::parse_str::<syn::LitStr>(&text[..=end?.0]).ok()?.value())
}
