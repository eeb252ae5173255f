//! Generates the files given into a folder.
struct Disk;
impl errspec_spec::Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|e| e.to_string())
    }
}
fn main() {
    let mut args = std::env::args().skip(1);
    let out = args.next().unwrap_or_default();
    let mut modules = Vec::new();
    for path in args {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let g = errspec_codegen::generate(&path, &bytes, &mut Disk, &errspec_codegen::Options::default());
        for f in &g.findings {
            println!("{}: {:?}[{}]: {}", g.sources.place(f.primary.span), f.severity, f.slug, f.message);
        }
        if let Some(m) = g.module {
            let _ = std::fs::write(format!("{out}/{}.rs", m.name), &m.text);
            modules.push(m);
        }
    }
    let _ = std::fs::write(
        format!("{out}/lib.rs"),
        format!(
            "#![no_std]\n#![no_implicit_prelude]\n#![deny(warnings, missing_docs)]\n//! T.\n{}",
            errspec_codegen::index(&modules)
        )
        .replace(
            "#![no_std]\n#![no_implicit_prelude]\n#![deny(warnings, missing_docs)]\n//! T.\n",
            "//! T.\n#![no_std]\n#![no_implicit_prelude]\n#![deny(warnings, missing_docs)]\n",
        ),
    );
}
