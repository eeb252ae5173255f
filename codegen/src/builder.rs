//! What a build.rs uses.

use crate::{Generated, Module, Options, generate, index};
use errspec_spec::Loader;
use errspec_spec::diag::{Severity, render};
use std::fmt;
use std::path::{Path, PathBuf};

/// Generates the modules of a build script's specs into `OUT_DIR`.
///
/// ```no_run
/// // build.rs
/// fn main() -> Result<(), errspec_codegen::Error> {
///     errspec_codegen::Builder::new().spec("spec/autoretouch.yaml").compile()
/// }
/// ```
///
/// `errspec::include_generated!("autoretouch")` in the crate makes the module `autoretouch`.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    specs: Vec<PathBuf>,
    options: Options,
    out_dir: Option<PathBuf>,
}

impl Builder {
    /// No specs yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a spec; the path is relative to the package.
    #[must_use]
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Adds several specs.
    #[must_use]
    pub fn specs<P: Into<PathBuf>>(mut self, paths: impl IntoIterator<Item = P>) -> Self {
        self.specs.extend(paths.into_iter().map(Into::into));
        self
    }

    /// The path by which emitted code names the runtime crate, where it was renamed: `::my_errspec`.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.options.runtime = path.into();
        self
    }

    /// Emits `Serialize` and `Deserialize` of codes; the runtime's feature `serde` must be on.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.options.serde = serde;
        self
    }

    /// Writes to this folder instead of `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(dir.into());
        self
    }

    /// Generates. Cargo is told of every file read; nothing is written where any spec has an error, and only what changed
    /// otherwise.
    ///
    /// # Errors
    /// [`Error`]: how many findings there are, or why a file cannot be read or written. The findings themselves, with snippets, go
    /// to standard error, so that a build script's `main` that returns the error ends with a report and one line.
    pub fn compile(&self) -> Result<(), Error> {
        let out = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out =
            out.ok_or_else(|| Error::new("no output folder: OUT_DIR is set in build scripts only; name one with `out_dir`"))?;
        if self.specs.is_empty() {
            return Err(Error::new("no spec to generate from: add one with `.spec(\"spec/api.yaml\")`"));
        }
        let mut modules: Vec<Module> = Vec::new();
        let mut report = Report::default();
        for spec in &self.specs {
            let generated = self.one(spec)?;
            report.add(&generated);
            modules.extend(generated.module);
        }
        report.finish()?;
        self.write(&out, &modules)
    }

    fn one(&self, spec: &Path) -> Result<Generated, Error> {
        let path = spec.to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(spec).map_err(|why| {
            println!("cargo:rerun-if-changed={path}");
            Error::new(format!("cannot read `{path}`: {why}; paths are relative to the package"))
        })?;
        let generated = generate(&path, &bytes, &mut Disk, &self.options);
        for file in &generated.files {
            println!("cargo:rerun-if-changed={file}");
        }
        Ok(generated)
    }

    /// Per module its items, and a file that wraps them in a module for `include_generated!`.
    fn write(&self, out: &Path, modules: &[Module]) -> Result<(), Error> {
        let twice = (1..).zip(modules).find(|(at, module)| modules.iter().skip(*at).any(|other| other.name == module.name));
        if let Some((_, module)) = twice {
            return Err(Error::new(format!("two specs are named `{}`; give one of them another `name`", module.name)));
        }
        for module in modules {
            write_if_changed(&out.join(format!("{}.rs", module.name)), &module.text)?;
            write_if_changed(&out.join(format!("{}.mod.rs", module.name)), &wrapper(module))?;
        }
        write_if_changed(&out.join("mod.rs"), &index(modules))
    }
}

/// The module around its items.
fn wrapper(module: &Module) -> String {
    let Module { name, summary, .. } = module;
    format!("/// {summary}\npub mod {name} {{\n    ::core::include!(\"{name}.rs\");\n}}\n")
}

fn write_if_changed(path: &Path, text: &str) -> Result<(), Error> {
    if std::fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(path, text));
    written.map_err(|why| Error::new(format!("cannot write `{}`: {why}", path.display())))
}

/// Files as the build script sees them.
struct Disk;

impl Loader for Disk {
    fn load(&mut self, path: &str) -> Result<Vec<u8>, String> {
        std::fs::read(path).map_err(|why| why.to_string())
    }
}

/// The findings of all specs.
#[derive(Default)]
struct Report {
    snippets: String,
    lines: Vec<String>,
}

impl Report {
    fn add(&mut self, generated: &Generated) {
        let Generated { sources, findings, .. } = generated;
        let (errors, warnings): (Vec<_>, Vec<_>) =
            findings.iter().cloned().partition(|finding| finding.severity == Severity::Error);
        for line in render::short(sources, &warnings).lines() {
            println!("cargo:warning={line}");
        }
        self.snippets.push_str(&render::human(sources, &errors, false));
        self.lines.extend(render::short(sources, &errors).lines().map(str::to_owned));
    }

    fn finish(self) -> Result<(), Error> {
        if self.lines.is_empty() {
            return Ok(());
        }
        eprintln!("{}", self.snippets.trim_end());
        let count = self.lines.len();
        let errors = if count == 1 { "1 error".to_owned() } else { format!("{count} errors") };
        Err(Error { message: format!("{errors} in the specs; nothing was generated"), lines: self.lines })
    }
}

/// Why nothing was generated.
pub struct Error {
    message: String,
    lines: Vec<String>,
}

impl Error {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), lines: Vec::new() }
    }

    /// A line per finding, `file:line:col: error[slug]: what is wrong`; none where it was no finding that failed.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(String::as_str)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// What a build script's `main` prints: the same as Display.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
