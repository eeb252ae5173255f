//! The size that a catalog adds to a program.

use super::emitted::{DEPENDENCIES, rustc};
use super::packages::{Built, Folder, Package, write};
use super::report::judged;
use super::spec::{message, status};
use super::spent::run;
use super::{generation, lists};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

const ABOUT: &str = "A program that looks up its argument, built with `-C opt-level=3` as a position-independent executable, compared \
                with the same program without a catalog: the bytes of the loaded sections (`size -A`), and the relocations that \
                the loader processes at each start (`readelf -r`). Number: the program only prints which code it is. Facts: it \
                prints the code's status and summary; errspec's catalog also contains all other facts, hashify's map only a pair \
                of these two.";

/// What is loaded and does not depend on where.
#[derive(Clone, Copy)]
struct Size {
    bytes: i64,
    relocations: i64,
}

pub(super) fn tell() -> Result<String, String> {
    let folder = &Folder::new()?;
    let emitted = generation::emit(folder)?;
    let package = Package::new(folder, "linked", DEPENDENCIES, &[("src/lib.rs", "")])?;
    let linker = Linker { folder: folder.sub("programs")?, built: package.build(&["--release"])? };
    let mut text = format!("\n## Bytes of a catalog\n\n{ABOUT}\n\n{HEAD}\n");
    let (mut goals, mut relocations) = (String::new(), Vec::new());
    for (list, codes) in lists::all() {
        let Sizes { number, number_peer, facts, facts_peer } = linker.sizes(&emitted.text("errspec", list)?, &codes)?;
        let (ratio, ratio_facts) = (number.of(number_peer), facts.of(facts_peer));
        let _ = writeln!(
            text,
            "| {list} | {} | {} | {ratio:.2} | {} | {} | {ratio_facts:.2} | {} | {} |",
            number.bytes, number_peer.bytes, facts.bytes, facts_peer.bytes, facts.relocations, facts_peer.relocations
        );
        relocations.push((codes.len() as f64, facts.relocations as f64));
        if codes.len() >= 130 {
            goals += &judged("P12", &format!("bytes of {list} codes, number, of hashify"), ratio, 0.85, "", ALL);
            goals += &judged("P12", &format!("bytes of {list} codes, facts, of hashify"), ratio_facts, 0.85, "", ALL);
        }
    }
    if let (Some(first), Some(last)) = (relocations.first(), relocations.last()) {
        let per_code = (last.1 - first.1) / (last.0 - first.0);
        goals += &judged("P12", "relocations for each code more", per_code, 0.01, "", "see the table");
    }
    Ok(format!("{text}\n{goals}"))
}

const HEAD: &str =
    "| codes | number: errspec | hashify | ratio | facts: errspec | hashify | ratio | relocations: errspec | hashify |
|---|--:|--:|--:|--:|--:|--:|--:|--:|";

const ALL: &str = "a slot contains the words of its code for the comparison; a program that reads facts links all of them, and the names of the variants";

impl Size {
    fn less(self, none: Self) -> Self {
        Self { bytes: self.bytes - none.bytes, relocations: self.relocations - none.relocations }
    }

    fn of(self, other: Self) -> f64 {
        self.bytes as f64 / other.bytes as f64
    }
}

fn program(module: &str, find: &str) -> String {
    format!(
        "{module}fn main() {{\n    let wire = std::env::args().nth(1).unwrap_or_default();\n    println!(\"{{:?}}\", {find});\n}}\n"
    )
}

fn hashify(codes: &[String], value: &str, of: impl Fn(usize) -> String) -> String {
    let pair = |(at, code): (usize, &String)| format!("        \"{code}\" => {},\n", of(at));
    let pairs: String = codes.iter().enumerate().map(pair).collect();
    format!("hashify::map! {{ wire.as_bytes(), {value},\n{pairs}    }}.copied()")
}

/// What one list adds to each kind of program.
struct Sizes {
    number: Size,
    number_peer: Size,
    facts: Size,
    facts_peer: Size,
}

struct Linker {
    folder: PathBuf,
    built: Built,
}

impl Linker {
    fn sizes(&self, emitted: &str, codes: &[String]) -> Result<Sizes, String> {
        let none = self.size(&program("", "(wire.len() == 1).then_some(7)"))?;
        let added = |module: &str, find: &str| Ok::<_, String>(self.size(&program(module, find))?.less(none));
        let module = format!("mod list {{\n{emitted}\n}}\n");
        let find = "list::ErrorCode::from_wire(&wire)";
        let pair = |at: usize| format!("({}, \"{}\")", status(at), message(at, &codes[at]));
        Ok(Sizes {
            number: added(&module, &format!("{find}.map(|code| code as u16)"))?,
            number_peer: added("", &hashify(codes, "u16", |at| at.to_string()))?,
            facts: added(&module, &format!("{find}.map(|code| (code.status(), code.summary()))"))?,
            facts_peer: added("", &hashify(codes, "(u16, &'static str)", pair))?,
        })
    }

    fn size(&self, source: &str) -> Result<Size, String> {
        let (source, program) = (write(&self.folder, "program.rs", source)?, self.folder.join("program"));
        run("rustc", rustc(&self.built).args(["--crate-type=bin", "-Copt-level=3"]).arg(source).arg("-o").arg(&program))?;
        let sections = run("size", Command::new("size").arg("-A").arg(&program))?;
        let relocations = run("readelf", Command::new("readelf").arg("-rW").arg(&program))?;
        let relocations = relocations.lines().filter(|line| line.contains(" R_")).count();
        Ok(Size { bytes: sections.lines().filter_map(loaded).sum(), relocations: relocations as i64 })
    }
}

/// The bytes of a section, if it is one of a program in memory and more than padding: `.rodata  12345  67890`.
fn loaded(line: &str) -> Option<i64> {
    let mut fields = line.split_whitespace();
    let (name, size, address) = (fields.next()?, fields.next()?, fields.next()?);
    let in_memory = name.starts_with('.') && address != "0" && name != ".relro_padding";
    in_memory.then(|| size.parse().ok()).flatten()
}
