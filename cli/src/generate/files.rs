use crate::Problem;
use crate::terminal::reason;
use errspec_codegen::Module;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The stem of the index.
const INDEX: &str = "mod";

/// A file that should be there.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// What is in it, counted; empty for the index.
    pub(super) contents: String,
}

impl Target {
    /// What is there now; nothing if there is no such file.
    pub(super) fn current(&self) -> Result<Option<Vec<u8>>, Problem> {
        match fs::read(&self.path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Problem(format!("cannot read `{}`: {}", self.path.display(), reason(&error)))),
        }
    }

    /// The path as it is printed.
    pub(super) fn name(&self) -> String {
        self.path.display().to_string()
    }
}

/// The files of a folder: one for each module, and the index. Two modules of one name are a problem.
pub(super) fn plan(folder: &Path, modules: Vec<(String, Module)>) -> Result<Vec<Target>, Problem> {
    for (at, (spec, module)) in modules.iter().enumerate() {
        let earlier = modules.iter().take(at).find(|(_, other)| other.name == module.name);
        if let Some((other, _)) = earlier {
            let message = format!("`{other}` and `{spec}` have the same name, `{}`; each needs its own", module.name);
            return Err(Problem(message));
        }
        if module.name == INDEX {
            return Err(Problem(format!("`{spec}` cannot be called `{INDEX}`: `{INDEX}.rs` is the index of the modules")));
        }
    }
    let modules: Vec<Module> = modules.into_iter().map(|(_, module)| module).collect();
    let index = errspec_codegen::index(&modules);
    let target = |stem: &str, text, contents| Target { path: folder.join(format!("{stem}.rs")), text, contents };
    let mut targets: Vec<Target> =
        modules.into_iter().map(|module| target(&module.name, module.text, module.contents)).collect();
    targets.push(target(INDEX, index, String::new()));
    Ok(targets)
}
