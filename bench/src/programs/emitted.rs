//! The time that rustc takes for a generated module: one call, with dependencies compiled in advance.

use super::generation::Emitted;
use super::packages::{Built, Folder, Package, write};
use super::report::{judged, median};
use super::spent::{Spent, measure};
use super::{generation, lists, sources};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// With more codes than this, derives take minutes, so they are left out.
const DERIVED: usize = 2_000;

const ABOUT: &str = "One rustc call on a library that consists of the generated module: processor seconds (user and system) and peak \
                memory in megabytes. Each number is the median of three calls, or a single call if it takes more than 5 s. Check \
                is `--emit=metadata`, debug `-C debuginfo=2`, release `-C opt-level=3`; size is that of the release library. The \
                bare enum only has variants and the same standard derives as ours. The derives are EnumString, IntoStaticStr and \
                Error, with a match for the status. With 10,000 codes they are left out, because they take minutes, as does \
                prost-build's output in release. prost-build's enum only has names.";

pub(super) const DEPENDENCIES: &str = "[dependencies]
errspec = { path = \"WORKSPACE/runtime\" }
strum = { version = \"0.28\", features = [\"derive\"] }
thiserror = \"2\"
serde = { version = \"1\", features = [\"derive\"] }
prost = \"0.14\"
hashify = \"0.3\"
";

struct Row {
    name: &'static str,
    check: Spent,
    debug: Spent,
    release: Option<(Spent, u64)>,
}

pub(super) fn tell() -> Result<String, String> {
    let folder = &Folder::new()?;
    let emitted = &generation::emit(folder)?;
    let package = Package::new(folder, "dependencies", DEPENDENCIES, &[("src/lib.rs", "")])?;
    let rustc = Rustc { folder: folder.sub("rustc")?, built: package.build(&["--release"])? };
    let mut text = format!("\n## Compiling generated code\n\n{ABOUT}\n");
    let mut goals = String::new();
    for (list, codes) in lists::all().into_iter().filter(|(list, _)| ["25", "2000", "10000"].contains(list)) {
        let rows = rustc.rows(emitted, list, &codes)?;
        let _ = writeln!(text, "\n### {list} codes\n\n{HEAD}");
        rows.iter().for_each(|row| text.push_str(&line(row)));
        goals.push_str(&judgments(codes.len(), &rows));
    }
    Ok(format!("{text}\n{goals}"))
}

/// Times differ between machines and over the day, so this states what the bare enum took here, and where the goals were set.
fn beside(bare: Spent, then: f64) -> String {
    format!("the bare enum took {:.3} s here and {then} s where the goal was set", bare.cpu)
}

const HEAD: &str = "| | check, s | MB | debug, s | MB | release, s | MB | size, kB |\n|---|--:|--:|--:|--:|--:|--:|--:|";

fn line(row: &Row) -> String {
    let spent = |spent: Spent| format!(" {:.3} | {:.0} |", spent.cpu, spent.peak);
    let release = row
        .release
        .map_or_else(|| " | | |".to_owned(), |(release, size)| format!("{} {:.0} |", spent(release), size as f64 / 1e3));
    format!("| {} |{}{}{release}\n", row.name, spent(row.check), spent(row.debug))
}

fn judgments(codes: usize, rows: &[Row]) -> String {
    let of = |name: &str| rows.iter().find(|row| row.name == name);
    let (Some(ours), Some(bare)) = (of("errspec"), of("bare enum")) else { return String::new() };
    let check = ours.check.cpu;
    let bare_release = bare.release.map_or(bare.check, |(release, _)| release);
    match (codes, ours.release) {
        (10_000, _) => {
            judged("P8", "check of 10,000 codes", check, 1.0, "s", &beside(bare.check, 0.17))
                + &judged("P8", "memory of checking 10,000 codes", ours.check.peak, 300.0, "MB", "rustc keeps more per variant")
        }
        (2_000, Some((release, _))) => {
            judged("P8", "check of 2,000 codes", check, 0.15, "s", &beside(bare.check, 0.05))
                + &judged("P9", "release build of 2,000 codes", release.cpu, 0.15, "s", &beside(bare_release, 0.05))
        }
        _ => {
            judged("P8", "check of 25 codes, above the bare enum", check - bare.check.cpu, 0.02, "s", &beside(bare.check, 0.03))
        }
    }
}

struct Rustc {
    folder: PathBuf,
    built: Built,
}

impl Rustc {
    fn rows(&self, emitted: &Emitted, list: &str, codes: &[String]) -> Result<Vec<Row>, String> {
        let few = codes.len() <= DERIVED;
        let mut rows = vec![
            self.row("bare enum", &sources::bare(codes), true)?,
            self.row("errspec", &emitted.text("errspec", list)?, true)?,
        ];
        if few {
            rows.push(self.row("strum + thiserror", &sources::derived(codes, false), true)?);
            rows.push(self.row("strum + thiserror + serde", &sources::derived(codes, true), true)?);
        }
        rows.push(self.row("prost-build", &emitted.text("prost-build", list)?, few)?);
        Ok(rows)
    }

    fn row(&self, name: &'static str, source: &str, release: bool) -> Result<Row, String> {
        let source = write(&self.folder, "emitted.rs", source)?;
        let call = |arguments: &[&str]| median(|| self.call(&source, arguments), |spent| spent.cpu);
        let link = "--emit=metadata,link";
        let check = call(&["--emit=metadata"])?;
        let debug = call(&[link, "-Cdebuginfo=2"])?;
        let release = match release {
            true => {
                let spent = call(&[link, "-Copt-level=3"])?;
                let library = self.folder.join("libemitted.rlib");
                Some((spent, library.metadata().map_err(|why| format!("{}: {why}", library.display()))?.len()))
            }
            false => None,
        };
        Ok(Row { name, check, debug, release })
    }

    fn call(&self, source: &Path, arguments: &[&str]) -> Result<Spent, String> {
        let mut command = rustc(&self.built);
        command.args(["--crate-type=lib", "--crate-name=emitted"]).args(arguments);
        command.arg(source).arg("--out-dir").arg(&self.folder);
        Ok(measure(&command)?.0)
    }
}

/// rustc with the libraries of a build.
pub(super) fn rustc(built: &Built) -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.args(["--edition=2024", "--cap-lints=allow"]);
    for (name, library) in &built.libraries {
        command.arg("--extern").arg(format!("{name}={}", library.display()));
        if let Some(folder) = library.parent() {
            command.arg("-L").arg(format!("dependency={}", folder.display()));
        }
    }
    command
}
