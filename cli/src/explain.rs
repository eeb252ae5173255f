//! `errspec explain`: the rule behind a finding.

use crate::args::{Explain, Printed};
use crate::terminal::print;
use crate::{ExitStatus, Problem};
use errspec_spec::diag::closest;
use errspec_spec::rules::{self, Rule};

/// The maximum width of lines of prose, in characters.
const WIDTH: usize = 80;

pub(crate) fn run(args: &Explain) -> Result<ExitStatus, Problem> {
    let Some(slug) = &args.slug else {
        print(&if args.format == Printed::Json { json(rules::all()) } else { list() })?;
        return Ok(ExitStatus::Success);
    };
    let Some(rule) = rules::find(slug) else {
        let near = match closest(slug, rules::all().map(|rule| rule.slug)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`errspec explain` lists them all".to_owned(),
        };
        return Err(Problem(format!("no finding is called `{slug}`; {near}")));
    };
    if args.format == Printed::Json {
        print(&json(std::iter::once(rule)))?;
        return Ok(ExitStatus::Success);
    }
    print(&explanation(rule).lines().map(wrapped).collect::<String>())?;
    Ok(ExitStatus::Success)
}

/// The explanation of a check, with a wrong and a right example.
fn explanation(rule: &Rule) -> String {
    let mut text = format!("{}: {}\n\n{}\n", rule.slug, rule.what, rule.why);
    for (heading, example) in [("Instead of", rule.wrong()), ("write", rule.right())] {
        text += &format!("\n{heading}\n\n");
        for line in example.lines() {
            text += format!("    {line}").trim_end();
            text.push('\n');
        }
    }
    text
}

fn json<'r>(rules: impl Iterator<Item = &'r Rule>) -> String {
    let check = |rule: &Rule| {
        serde_json::json!({
            "slug": rule.slug,
            "severity": rule.severity.as_str(),
            "what": rule.what,
            "why": rule.why,
            "wrong": rule.wrong(),
            "right": rule.right(),
        })
    };
    format!("{:#}\n", serde_json::json!({ "checks": rules.map(check).collect::<Vec<_>>() }))
}

/// One line per check.
fn list() -> String {
    let width = rules::all().map(|rule| rule.slug.len()).max().unwrap_or(0);
    rules::all().map(|rule| format!("{:width$}  {}\n", rule.slug, rule.what)).collect()
}

/// Wraps prose. Indented lines are examples and stay unchanged.
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
