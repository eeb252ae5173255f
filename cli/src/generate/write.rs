use crate::args::Printed;
use crate::files::Files;
use crate::terminal::print;
use crate::{ExitStatus, Problem};
use errspec_codegen::{Output, OutputFile};

/// Writes the files that changed, and reports what was done with each file.
pub(super) fn write(output: &Output, format: Printed) -> Result<ExitStatus, Problem> {
    output.write().map_err(|error| Problem(error.to_string()))?;
    if format == Printed::Json {
        let mut files = Files::default();
        for file in &output.files {
            let state = if file.is_current() { "unchanged" } else { "wrote" };
            files.add(state, &file.path.display().to_string(), &file.text);
        }
        print(&files.printed(format))?;
        return Ok(ExitStatus::Success);
    }
    let line = |file: &OutputFile| match file.is_current() {
        true => format!("unchanged {}{}\n", file.path.display(), about(file)),
        false => format!("wrote {} ({}){}\n", file.path.display(), size(file.text.len()), about(file)),
    };
    print(&output.files.iter().map(line).collect::<String>())?;
    Ok(ExitStatus::Success)
}

/// The content of a file, printed after its name.
fn about(file: &OutputFile) -> String {
    if file.contents.is_empty() { String::new() } else { format!(": {}", file.contents) }
}

/// `812 B`, `12.3 kB`, `4.0 MB`: decimal units with one decimal place, rounded down.
pub(super) fn size(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes} B"),
        1_000..1_000_000 => (1_000, "kB"),
        _ => (1_000_000, "MB"),
    };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}
