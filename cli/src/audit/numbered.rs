//! The number of an attempt, as the attempt header of the contract states it.

use errspec::retry::AttemptHeader;

/// The number in the value of the header. `None` if the value does not follow the template.
pub(super) fn number(header: &AttemptHeader<'_>, value: &str) -> Option<u32> {
    let (mut template, mut rest, mut number) = (header.value, value, None);
    while let Some((before, after)) = template.split_once('{') {
        let (name, after) = after.split_once('}')?;
        rest = rest.strip_prefix(before)?;
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, others) = rest.split_at(end);
        match name {
            "attempt" => number = Some(digits.parse().ok()?),
            "retry" => number = Some(digits.parse::<u32>().ok()?.checked_add(1)?),
            _ => {}
        }
        (template, rest) = (after, others);
    }
    number.filter(|number| *number > 0 && rest == template)
}
