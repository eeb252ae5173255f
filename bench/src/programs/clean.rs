//! A clean build of a user's package with 25 codes, including dependencies.

use super::packages::{Built, Folder, Package};
use super::report::{judged, median};
use super::spec::spec;
use super::{generation, lists, sources};

const ABOUT: &str = "`cargo build` of a package with 25 codes, from an empty target folder: the processor seconds of the whole build. Each number is \
                     the median of three builds, or a single build if it takes more than 5 s. The column crates is the number of compiled \
                     packages, including the user's own.";

/// What a user's package contains.
struct User {
    name: &'static str,
    /// Sections of dependencies.
    manifest: String,
    files: Vec<(&'static str, String)>,
}

const EMPTY: &str = "an empty crate";
const CHECKED_IN: &str = "errspec, a checked-in file";
const DERIVES: &str = "errspec, derives";
const SCRIPT: &str = "errspec, a build script";
const MACRO: &str = "errspec, `include_spec!`";
const PEERS: &str = "strum + thiserror";
const PEERS_SERDE: &str = "strum + thiserror + serde";

pub(super) fn tell() -> Result<String, String> {
    let folder = Folder::new()?;
    let codes = lists::all().into_iter().find(|(list, _)| *list == "25").map(|(_, codes)| codes).unwrap_or_default();
    let checked_in = generation::emit(&folder)?.text("errspec", "25")?;
    let mut builds = Vec::new();
    for (at, user) in users(&codes, checked_in).into_iter().enumerate() {
        let files: Vec<(&str, &str)> = user.files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let package = Package::new(&folder, &format!("user_{at}"), &user.manifest, &files)?;
        builds.push((user.name, median(|| package.build(&[]), |built| built.spent.cpu)?));
    }
    Ok(told(&builds))
}

fn users(codes: &[String], checked_in: String) -> Vec<User> {
    let errspec = |rest: &str| format!("[dependencies]\nerrspec = {{ path = \"WORKSPACE/runtime\"{rest} }}\n");
    let codegen = errspec("") + "[build-dependencies]\nerrspec-codegen = { path = \"WORKSPACE/codegen\" }\n";
    let peers = "[dependencies]\nstrum = { version = \"0.28\", features = [\"derive\"] }\nthiserror = \"2\"\n";
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\n";
    let user = |name, manifest: String, files| User { name, manifest, files };
    let library = |text: &str| ("src/lib.rs", text.to_owned());
    let yaml = || ("list.yaml", spec("list", codes));
    let script = || {
        let main = "fn main() -> Result<(), errspec_codegen::Error> {\n    errspec_codegen::Builder::new().spec(\"list.yaml\").compile()\n}\n";
        vec![library("errspec::include_generated!(\"codes_list\");\n"), ("build.rs", main.to_owned()), yaml()]
    };
    vec![
        user(EMPTY, String::new(), vec![library("")]),
        user(CHECKED_IN, errspec(""), vec![library("pub mod list;\n"), ("src/list.rs", checked_in)]),
        user(DERIVES, errspec(", default-features = false, features = [\"derive\"]"), vec![library(&sources::errspec(codes))]),
        user(SCRIPT, codegen, script()),
        user(MACRO, errspec(", features = [\"macros\"]"), vec![library("errspec::include_spec!(\"list.yaml\");\n"), yaml()]),
        user(PEERS, peers.to_owned(), vec![library(&sources::derived(codes, false))]),
        user(PEERS_SERDE, format!("{peers}{serde}"), vec![library(&sources::derived(codes, true))]),
    ]
}

fn told(builds: &[(&str, Built)]) -> String {
    let cpu = |name| builds.iter().find(|(known, _)| *known == name).map_or(f64::NAN, |(_, built)| built.spent.cpu);
    let mut text =
        format!("\n## Clean builds of a user's crate\n\n{ABOUT}\n\n| | crates | CPU, s | of the last |\n|---|--:|--:|--:|\n");
    for (name, built) in builds {
        let ratio = built.spent.cpu / cpu(PEERS_SERDE);
        text += &format!("| {name} | {} | {:.2} | {ratio:.3} |\n", built.crates, built.spent.cpu);
    }
    text.push('\n');
    let runtime = format!("the runtime and its small core take most of the {:.2} s", cpu(CHECKED_IN));
    let of_all = cpu(CHECKED_IN) / cpu(PEERS_SERDE);
    text += &judged("P10", &format!("{CHECKED_IN}, of {PEERS_SERDE}"), of_all, 0.05, "", &runtime);
    let of_peers = cpu(DERIVES) / cpu(PEERS);
    text += &judged("P10", &format!("{DERIVES}, of {PEERS}"), of_peers, 1.0, "", "errspec has four crates");
    for (name, built) in builds.iter().filter(|(name, _)| [SCRIPT, MACRO].contains(name)) {
        text += &judged("P11", name, built.crates as f64, 12.0, "crates", CRATES);
        text += &judged("P11", name, built.spent.cpu, 7.0, "s", SECONDS);
    }
    text
}

const CRATES: &str = "the user's, three to five of errspec, three that read YAML, heck";
const SECONDS: &str =
    "the parser and the checks take most of the time, followed by the generator; the rest is the runtime and the YAML library";
