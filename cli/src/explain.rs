//! `errspec explain`: the rule behind a finding.

use crate::args::Explain;
use crate::terminal::print;
use crate::{ExitStatus, Problem};
use errspec_spec::diag::{closest, explain, render, slugs};

/// Where lines of prose end, in characters.
const WIDTH: usize = 80;

pub(crate) fn run(args: &Explain) -> Result<ExitStatus, Problem> {
    let Some(slug) = &args.slug else {
        print(&list())?;
        return Ok(ExitStatus::Success);
    };
    let Some(rule) = explain(slug) else {
        let near = match closest(slug, slugs()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`errspec explain` lists them all".to_owned(),
        };
        return Err(Problem(format!("no finding is called `{slug}`; {near}")));
    };
    print(&render::explanation(rule).lines().map(wrapped).collect::<String>())?;
    Ok(ExitStatus::Success)
}

/// A line for each rule.
fn list() -> String {
    let width = slugs().map(str::len).max().unwrap_or(0);
    slugs().filter_map(explain).map(|rule| format!("{:width$}  {}\n", rule.slug, rule.title)).collect()
}

/// Prose in lines of a readable length; what is indented is an example and stays as it is.
fn wrapped(line: &str) -> String {
    if line.starts_with(' ') {
        return format!("{line}\n");
    }
    let (mut text, mut width) = (String::new(), 0);
    for word in line.split(' ') {
        let length = word.chars().count();
        if width > 0 {
            let fits = width + 1 + length <= WIDTH;
            text.push(if fits { ' ' } else { '\n' });
            width = if fits { width + 1 } else { 0 };
        }
        text.push_str(word);
        width += length;
    }
    text + "\n"
}
