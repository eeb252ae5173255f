//! Generates contracts and many revisions of each, with one or two random changes and each as a module of its own.

#[path = "build/changes.rs"]
mod changes;

use errspec_codegen::{Options, disk::Disk, generate};
use errspec_core::random::Random;
use serde_yaml::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The contracts.
const BASES: [&str; 3] = ["shop", "answers", "jobs"];

/// How many revisions of each there are besides the contract itself, unless `ERRSPEC_REVISIONS` says otherwise.
const REVISIONS: usize = 40;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=build");
    println!("cargo:rerun-if-env-changed=ERRSPEC_REVISIONS");
    let wanted = std::env::var("ERRSPEC_REVISIONS").ok().and_then(|number| number.parse().ok()).unwrap_or(REVISIONS);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut index = String::new();
    let mut bases = String::new();
    for base in BASES {
        println!("cargo:rerun-if-changed={base}.yaml");
        let mut table = String::new();
        for (at, spec) in revisions(base, wanted)?.iter().enumerate() {
            let text = module(spec).ok_or("the contract has errors")?;
            let name = format!("{base}_{at}");
            std::fs::write(out.join(format!("{name}.rs")), &text)?;
            let _ = writeln!(
                index,
                "#[allow(missing_docs, dead_code, unused_imports, unreachable_pub, clippy::all, clippy::pedantic)]\n#[rustfmt::skip]\n\
                 pub mod {name} {{ include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\")); }}"
            );
            table += &row(&name, spec, &text);
        }
        let _ = writeln!(bases, "Base {{ name: {base:?}, revisions: &[\n{table}] }},");
    }
    let _ = writeln!(index, "/// Each contract, followed by its revisions.\npub static BASES: &[Base] = &[\n{bases}];");
    std::fs::write(out.join("revisions.rs"), index)?;
    Ok(())
}

/// A contract and its revisions.
fn revisions(base: &str, wanted: usize) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(format!("{base}.yaml"))?;
    let tree: Value = serde_yaml::from_str(&text)?;
    let mut specs = vec![text];
    let mut seed = 0;
    while specs.len() <= wanted {
        seed += 1;
        let mut random = Random::new(seed);
        let mut revision = tree.clone();
        for _ in 0..=random.below(2) {
            changes::change(&mut revision, &mut random);
        }
        let text = serde_yaml::to_string(&revision)?;
        if revision != tree && !specs.contains(&text) && module(&text).is_some() {
            specs.push(text);
        }
    }
    Ok(specs)
}

/// The generated module; `None` if the contract has errors.
fn module(spec: &str) -> Option<String> {
    let generated = generate("revision.yaml", spec.as_bytes(), &mut Disk::default(), &Options::default());
    generated.module.map(|module| module.text)
}

/// What a test can ask the module of a revision.
fn row(name: &str, spec: &str, module: &str) -> String {
    let operations =
        if module.contains("\npub mod operations") { format!("{name}::operations::ALL") } else { "&[]".to_owned() };
    let mut machines = String::new();
    for machine in module.lines().filter_map(|line| line.strip_prefix("pub struct ")?.strip_suffix(';')) {
        let _ = write!(
            machines,
            "Job {{ name: {machine:?}, watch: history::<{name}::{machine}>, read: readings::<{name}::{machine}>, waits: waits::<{name}::{machine}> }}, "
        );
    }
    let mut params = String::new();
    for of_code in with_params(module) {
        let _ = write!(
            params,
            "({of_code:?}, |status, headers, body| format!(\"{{:?}}\", \
             {name}::{of_code}::read(&ApiError::decode(status, headers, body), headers))), "
        );
    }
    format!(
        "    Revision {{ spec: {spec:?}, module: Module::of::<{name}::Api>(), operations: {operations}, \
         params: &[{params}], jobs: &[{machines}] }},\n"
    )
}

/// The types of parameters that can be read from a response.
fn with_params(module: &str) -> impl Iterator<Item = &str> {
    let methods = module.match_indices("/// Reads the parameters from an error");
    methods.filter_map(|(at, _)| {
        let (_, of) = module.get(..at)?.rsplit_once("\nimpl")?;
        of.split(|c: char| !c.is_alphanumeric()).find(|word| word.ends_with("Params"))
    })
}
