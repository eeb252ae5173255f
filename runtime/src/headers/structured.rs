//! Structured fields (RFC 9651), as far as they are needed here: the members of a list or dictionary, and their integers.
//!
//! The grammar is followed exactly, because a field that violates it has to be ignored as a whole (§4.2).

use core::time::Duration;

/// A member of a list or dictionary.
pub(super) struct Member<'v> {
    /// Its key in a dictionary; `None` in a list.
    pub(super) key: Option<&'v [u8]>,
    /// Its value, if that is an integer.
    pub(super) integer: Option<i64>,
    /// Its parameters.
    pub(super) parameters: Parameters<'v>,
}

/// The parameters of a member, which have been validated.
pub(super) struct Parameters<'v>(&'v [u8]);

impl Parameters<'_> {
    /// The value of a parameter, if that is an integer. If there are several, the last one counts.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn integer(&self, wanted: &[u8]) -> Option<i64> {
        let (mut rest, mut last) = (self.0, None);
        while let Some((key, value)) = parameter(&mut rest) {
            if key == wanted {
                last = value;
            }
        }
        last
    }
}

/// Visits each member. Returns `None` if the field is malformed, even after some members were visited.
pub(super) fn members<'v>(field: &'v [u8], mut visit: impl FnMut(Member<'v>)) -> Option<()> {
    let mut rest = field.trim_ascii();
    while !rest.is_empty() {
        visit(member(&mut rest)?);
        rest = rest.trim_ascii_start();
        if !rest.is_empty() {
            rest = rest.strip_prefix(b",")?.trim_ascii_start();
            // A comma at the end is not allowed.
            rest.first()?;
        }
    }
    Some(())
}

#[cfg_attr(debug_assertions, inline)]
fn member<'v>(rest: &mut &'v [u8]) -> Option<Member<'v>> {
    let start = *rest;
    // A token may begin like a key, but is not followed by an equals sign.
    let keyed = key(rest).filter(|_| take(rest, b'='));
    if keyed.is_none() {
        *rest = start;
    }
    let integer = if rest.first() == Some(&b'(') { inner_list(rest).map(|()| None) } else { bare_item(rest) }?;
    let from = *rest;
    while parameter(rest).is_some() {}
    // If what follows is not a parameter, the next read reports it as malformed.
    let parameters = from.get(..from.len() - rest.len())?;
    Some(Member { key: keyed, integer, parameters: Parameters(parameters) })
}

/// `;key` or `;key=value`. If there is no parameter, nothing is consumed.
#[cfg_attr(debug_assertions, inline)]
fn parameter<'v>(rest: &mut &'v [u8]) -> Option<(&'v [u8], Option<i64>)> {
    let mut after = rest.strip_prefix(b";")?;
    while take(&mut after, b' ') {}
    let key = key(&mut after)?;
    let integer = if take(&mut after, b'=') { bare_item(&mut after)? } else { None };
    *rest = after;
    Some((key, integer))
}

#[cfg_attr(debug_assertions, inline)]
fn key<'v>(rest: &mut &'v [u8]) -> Option<&'v [u8]> {
    rest.first().filter(|byte| byte.is_ascii_lowercase() || **byte == b'*')?;
    let of_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-.*".contains(&byte);
    Some(take_while(rest, of_key))
}

#[cfg_attr(debug_assertions, inline)]
fn inner_list(rest: &mut &[u8]) -> Option<()> {
    take(rest, b'(').then_some(())?;
    loop {
        while take(rest, b' ') {}
        if take(rest, b')') {
            return Some(());
        }
        bare_item(rest)?;
        while parameter(rest).is_some() {}
        rest.first().filter(|byte| b" )".contains(byte))?;
    }
}

/// A single value, and its number if it is an integer.
#[cfg_attr(debug_assertions, inline)]
fn bare_item(rest: &mut &[u8]) -> Option<Option<i64>> {
    match rest.first()? {
        b'-' | b'0'..=b'9' => return number(rest),
        b'@' => {
            take(rest, b'@');
            number(rest)??;
        }
        b'"' => quoted(rest)?,
        b'%' => {
            take(rest, b'%');
            quoted(rest)?;
        }
        b':' => {
            take(rest, b':');
            take_while(rest, |byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
            take(rest, b':').then_some(())?;
        }
        b'?' => {
            take(rest, b'?');
            (take(rest, b'0') || take(rest, b'1')).then_some(())?;
        }
        byte if byte.is_ascii_alphabetic() || *byte == b'*' => {
            take_while(rest, |byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte));
        }
        _ => return None,
    }
    Some(None)
}

/// An integer with at most 15 digits, or a decimal with at most 12 and 3 digits.
#[cfg_attr(debug_assertions, inline)]
fn number(rest: &mut &[u8]) -> Option<Option<i64>> {
    let negative = take(rest, b'-');
    let whole = take_while(rest, |byte| byte.is_ascii_digit());
    if take(rest, b'.') {
        let fraction = take_while(rest, |byte| byte.is_ascii_digit());
        return ((1..=12).contains(&whole.len()) && (1..=3).contains(&fraction.len())).then_some(None);
    }
    let size = (1..=15).contains(&whole.len()).then_some(whole)?;
    let number = size.iter().fold(0, |number: i64, digit| number * 10 + i64::from(digit - b'0'));
    Some(Some(if negative { -number } else { number }))
}

/// A string in double quotes. A backslash may only precede a quote or a backslash.
#[cfg_attr(debug_assertions, inline)]
fn quoted(rest: &mut &[u8]) -> Option<()> {
    take(rest, b'"').then_some(())?;
    loop {
        take_while(rest, |byte| (0x20..0x7f).contains(&byte) && byte != b'"' && byte != b'\\');
        if take(rest, b'"') {
            return Some(());
        }
        (take(rest, b'\\') && (take(rest, b'"') || take(rest, b'\\'))).then_some(())?;
    }
}

#[cfg_attr(debug_assertions, inline)]
fn take(rest: &mut &[u8], byte: u8) -> bool {
    match rest.split_first() {
        Some((first, after)) if *first == byte => {
            *rest = after;
            true
        }
        _ => false,
    }
}

fn take_while<'v>(rest: &mut &'v [u8], wanted: impl Fn(u8) -> bool) -> &'v [u8] {
    let end = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken
}

/// The time until the quota of all exhausted policies of a `RateLimit` field is available again, which is the longest one.
#[cfg_attr(debug_assertions, inline)]
pub(super) fn exhausted(value: &[u8]) -> Option<Duration> {
    let (mut longest, mut remaining, mut reset) = (None, None, None);
    members(value, |member| match member {
        Member { key: None, parameters, .. } if parameters.integer(b"r") == Some(0) => {
            longest = longest.max(parameters.integer(b"t"));
        }
        Member { key: Some(b"remaining"), integer, .. } => remaining = integer,
        Member { key: Some(b"reset"), integer, .. } => reset = integer,
        _ => {}
    })?;
    let of_draft = reset.filter(|_| remaining.is_none_or(|remaining| remaining == 0));
    u64::try_from(longest.max(of_draft)?).ok().map(Duration::from_secs)
}
