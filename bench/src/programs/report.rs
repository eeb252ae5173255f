//! The rows and goals of what is measured in seconds and bytes.

/// The result of a goal that is an amount: "check of 2,000 codes: 0.12 s, goal 0.15 s" and, if it is missed, by how much and why.
pub(super) fn judged(name: &str, what: &str, found: f64, goal: f64, unit: &str, why: &str) -> String {
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let verdict = match found <= goal {
        true => "met".to_owned(),
        false => format!("**missed** by {:.0} %: {why}", (found / goal - 1.0) * 100.0),
    };
    format!("- {name}: {what}: {}{unit}, goal {}{unit}: {verdict}\n", short(found), short(goal))
}

/// At least three digits, and no more than are needed.
fn short(number: f64) -> String {
    if number >= 100.0 || number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.3}") }
}

/// The median of three runs is taken, or a single run if it takes longer than this many seconds.
const LONG: f64 = 5.0;

/// Runs up to three times, and takes the median by processor time.
pub(super) fn median<T>(mut run: impl FnMut() -> Result<T, String>, cpu: impl Fn(&T) -> f64) -> Result<T, String> {
    let first = run()?;
    if cpu(&first) > LONG {
        return Ok(first);
    }
    let mut runs = vec![first, run()?, run()?];
    runs.sort_by(|one, other| cpu(one).total_cmp(&cpu(other)));
    Ok(runs.swap_remove(1))
}
