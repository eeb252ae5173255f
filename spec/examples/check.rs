//! Checks the files given and prints the findings.
struct Disk;
impl errspec_spec::Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|e| e.to_string())
    }
}
fn main() {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        let c = errspec_spec::check(&path, &bytes, &mut Disk);
        for f in &c.findings {
            println!("{}: {:?}[{}]: {} | {:?}", c.sources.place(f.primary.span), f.severity, f.slug, f.message, c.sources.slice(f.primary.span));
        }
        if let Some(k) = &c.contract {
            println!("{path}: {} statuses, codes {:?}", k.statuses.len(), k.catalogues.iter().map(|c| (c.name.value.clone(), c.codes.len())).collect::<Vec<_>>());
            for c in &k.catalogues { for code in &c.codes { println!("  {} {:?} {:?} {:?}", code.wire.value, code.facts.retry.value.class, code.facts.category.value, code.facts.retry.origin.via); } }
        }
    }
}
