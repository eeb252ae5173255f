//! Temporary packages as a user would have them, in a folder that is removed afterwards.

use super::spent::{Spent, measure};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A temporary folder, removed at the end.
pub(super) struct Folder {
    path: PathBuf,
}

impl Folder {
    pub(super) fn new() -> Result<Self, String> {
        let path = std::env::temp_dir().join(format!("errspec-bench-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(Self { path })
    }

    /// A folder in it.
    pub(super) fn sub(&self, name: &str) -> Result<PathBuf, String> {
        let path = self.path.join(name);
        std::fs::create_dir_all(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// A file with its text.
pub(super) fn write(folder: &Path, name: &str, text: &str) -> Result<PathBuf, String> {
    let path = folder.join(name);
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, text));
    written.map(|()| path.clone()).map_err(|why| format!("{}: {why}", path.display()))
}

/// Cargo, in this workspace.
pub(super) fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo
}

/// A package of a user's, with this workspace's versions of what it depends on.
pub(super) struct Package {
    folder: PathBuf,
}

/// The result and the cost of a build.
pub(super) struct Built {
    pub(super) spent: Spent,
    /// The number of compiled packages, including the user's.
    pub(super) crates: usize,
    /// The libraries, by crate name.
    pub(super) libraries: BTreeMap<String, PathBuf>,
}

impl Package {
    /// `manifest` is what follows the section `package`; `WORKSPACE` stands for the folder of this workspace.
    pub(super) fn new(folder: &Folder, name: &str, manifest: &str, files: &[(&str, &str)]) -> Result<Self, String> {
        let (folder, workspace) = (folder.sub(name)?, concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let manifest = manifest.replace("WORKSPACE", workspace);
        let package =
            format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n{manifest}");
        write(&folder, "Cargo.toml", &package)?;
        for (name, text) in files {
            write(&folder, name, text)?;
        }
        let lock = Path::new(workspace).join("Cargo.lock");
        std::fs::copy(&lock, folder.join("Cargo.lock")).map_err(|why| format!("{}: {why}", lock.display()))?;
        Ok(Self { folder })
    }

    /// Builds it from nothing.
    pub(super) fn build(&self, arguments: &[&str]) -> Result<Built, String> {
        let target = self.folder.join("target");
        let _ = std::fs::remove_dir_all(&target);
        let mut command = cargo();
        command.current_dir(&self.folder).env("CARGO_TARGET_DIR", &target).env("CARGO_INCREMENTAL", "0");
        command.args(["build", "--quiet", "--offline", "--message-format", "json-render-diagnostics"]).args(arguments);
        let (spent, printed) = measure(&command)?;
        let (mut crates, mut libraries) = (BTreeSet::new(), BTreeMap::new());
        for line in printed.lines() {
            let Ok(message) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            if message["reason"] != "compiler-artifact" {
                continue;
            }
            crates.insert(message["package_id"].to_string());
            let (name, files) = (message["target"]["name"].as_str(), message["filenames"].as_array());
            let library = files.into_iter().flatten().filter_map(|file| file.as_str()).find(|file| is_library(file));
            if let (Some(name), Some(library)) = (name, library) {
                libraries.insert(name.replace('-', "_"), PathBuf::from(library));
            }
        }
        Ok(Built { spent, crates: crates.len(), libraries })
    }
}

fn is_library(file: &str) -> bool {
    [".rlib", ".so", ".dylib", ".dll"].iter().any(|ending| file.ends_with(ending))
}
