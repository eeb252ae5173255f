//! Families: whether they fit the type of the codes, do not overlap, and contain the listed codes that match them.

use super::broken::Broken;
use crate::diag::{Diagnostic, Sink};
use crate::lists::{IntoVec, sort_by_key};
use crate::model::{Catalog, Code, Contract, Group};
use crate::source::Spanned;
use crate::syntax::Family;
use crate::words::WireKind;

rules! {
    CODE_NOT_IN_FAMILY: Warning = "code-not-in-family" {
        what: "a code is in a group whose family does not include it",
        why: "A family describes what unlisted codes of the group look like, and the listed codes are examples of it. \
              If a listed code does not fit, the code has a typo, the family is too narrow, or the code belongs in \
              another group. The code still gets the facts of its group.",
        example: r#"
 errors:
   Code:
-    groups: { connection: { prefix: "08", codes: { 42P01: There is no such table } } }
+    groups: { connection: { prefix: "08", codes: { 08006: The connection broke } } }
+    codes: { 42P01: There is no such table }
"#,
    }
    CODE_OUTSIDE_FAMILY: Warning = "code-outside-family" {
        what: "a code belongs to a family, but is not in its group",
        why: "A family covers unlisted codes. A listed code gets the facts of the group it is listed in, or only those \
              of the catalog if it is in no group. A code that looks like a member of a family but is listed outside \
              its group lacks the family's category and retry class. Move it under the group's `codes`, and state \
              there what it does differently.",
        example: r#"
 errors:
   Code:
-    groups: { connection: { prefix: "08", retry: transient } }
-    codes: { 08006: The connection broke }
+    groups: { connection: { prefix: "08", retry: transient, codes: { 08006: The connection broke } } }
 bodies: { sql: { fields: { code: { at: /code, type: Code } } } }
"#,
    }
    MASK_WITHOUT_CODE: Error = "mask-without-code" {
        what: "a group with a mask lists no code that the mask can produce",
        why: "An unlisted code under a mask stands for its primary code: the listed code of the group that equals its \
              masked bits. If the group lists no such code, the family has no members. Often the mask is one bit too \
              narrow.",
        example: r"
 errors:
-  Code: { wire: integer, groups: { busy: { mask: 0x0f, codes: { 16: Busy } } } }
+  Code: { wire: integer, groups: { busy: { mask: 0xff, codes: { 16: Busy } } } }
",
    }
    OVERLAPPING_FAMILIES: Error = "overlapping-families" {
        what: "a code can belong to two families",
        why: "An unlisted code belongs to at most one group. The longest prefix and the narrowest range win, so only \
              equal prefixes conflict, and ranges that are equal or overlap without one containing the other. Two \
              masks must not map one number to two codes.",
        example: r"
 errors:
   Code:
     wire: integer
     groups:
-      client: { range: [400, 500] }
+      client: { range: [400, 499] }
       server: { range: [500, 599] }
",
    }
    WRONG_FAMILY: Error = "wrong-family" {
        what: "a family does not fit the type of the codes",
        why: "String codes are grouped by `prefix`, integer codes by `range` or `mask`. Codes that look like numbers \
              but are sent as strings are string codes, so their family is a prefix. If they are sent as numbers, the \
              catalog needs `wire: integer`.",
        example: r"
 errors:
-  Code: { groups: { server: { range: [-32099, -32000] } } }
+  Code: { wire: integer, groups: { server: { range: [-32099, -32000] } } }
",
    }
}

pub(super) fn check(contract: &Contract, broken: &Broken, sink: &mut Sink) {
    for catalog in contract.catalogs.iter().filter(|catalog| !broken.has(catalog.name.span)) {
        let families: Vec<Member<'_>> =
            catalog.groups.iter().enumerate().filter_map(|(at, group)| Member::new(at, group, catalog)).into_vec();
        let right: Vec<&Member<'_>> = families.iter().filter(|member| right_kind(member, catalog, sink)).into_vec();
        for member in &right {
            masks_something(member, sink);
        }
        overlaps(&right, sink);
        strays(catalog, &right, sink);
        strangers(catalog, &right, sink);
    }
}

/// A group that is a family.
struct Member<'c> {
    at: usize,
    group: &'c Group,
    family: &'c Spanned<Family>,
    /// The primary codes of a mask, sorted.
    primaries: Vec<i64>,
}

impl<'c> Member<'c> {
    fn new(at: usize, group: &'c Group, catalog: &Catalog) -> Option<Self> {
        let family = group.family.as_ref()?;
        let mut primaries = Vec::new();
        if let Family::Mask(mask) = family.value {
            let listed = catalog.codes.iter().filter(|code| code.group == Some(at)).filter_map(|code| code.number);
            listed.filter(|number| *number >= 0 && number & mask == *number).add_to(&mut primaries);
            sort_by_key(&mut primaries, |primary| *primary);
        }
        Some(Self { at, group, family, primaries })
    }

    /// How well a code fits: the longest prefix and the narrowest range win.
    fn fits(&self, code: &Code) -> Option<u64> {
        let fits = match (&self.family.value, code.number) {
            (Family::Prefix(prefix), _) => return code.wire.starts_with(prefix.as_str()).then_some(prefix.len() as u64),
            (Family::Range(from, to), Some(number)) => {
                return (*from <= number && number <= *to).then_some(!(to.wrapping_sub(*from) as u64));
            }
            (Family::Mask(mask), Some(number)) => number >= 0 && self.primaries.binary_search(&(number & mask)).is_ok(),
            (_, None) => false,
        };
        fits.then_some(0)
    }
}

/// Prefixes need string codes; ranges and masks need integer codes.
fn right_kind(member: &Member<'_>, catalog: &Catalog, sink: &mut Sink) -> bool {
    let (word, example) = match (&member.family.value, catalog.wire) {
        (Family::Prefix(_), WireKind::Integer) => {
            ("a prefix is for codes that are texts", "`range: [-32099, -32000]` or `mask: 0xff`")
        }
        (Family::Range(..), WireKind::String) => ("a range is for codes that are integers", "`prefix: \"08\"`"),
        (Family::Mask(_), WireKind::String) => ("a mask is for codes that are integers", "`prefix: \"08\"`"),
        _ => return true,
    };
    let finding = Diagnostic::new(&WRONG_FAMILY, member.family.span, word);
    let kind = if catalog.wire == WireKind::String { "`wire: string`, the default" } else { "`wire: integer`" };
    sink.push(finding.note(format!("This catalog has {kind}, where a family is declared with {example}.")));
    false
}

/// A mask needs a primary code.
fn masks_something(member: &Member<'_>, sink: &mut Sink) {
    if matches!(member.family.value, Family::Mask(_)) && member.primaries.is_empty() {
        let message = format!("no code of the group `{}` fits this mask", member.group.key.value);
        let finding = Diagnostic::new(&MASK_WITHOUT_CODE, member.family.span, message);
        sink.push(
            finding
                .note("An unlisted code belongs to the group if its masked bits equal a listed code. List that primary code."),
        );
    }
}

/// No code may belong to two groups, but a longer prefix takes precedence over a shorter one, and a range over one that contains it.
fn overlaps(members: &[&Member<'_>], sink: &mut Sink) {
    let mut prefixes = std::collections::HashMap::new();
    let mut ranges: Vec<(i64, i64, &Member<'_>)> = Vec::new();
    let mut masks: Vec<&Member<'_>> = Vec::new();
    for member in members {
        match &member.family.value {
            Family::Prefix(prefix) => {
                if let Some(first) = prefixes.insert(prefix.as_str(), *member) {
                    sink.push(overlap(member, first, &format!("two groups have the prefix `{prefix}`")));
                }
            }
            Family::Range(from, to) => ranges.push((*from, *to, member)),
            Family::Mask(_) => masks.push(member),
        }
    }
    overlapping_ranges(&mut ranges, sink);
    for (at, member) in masks.iter().enumerate() {
        let first = masks.iter().take(at).find_map(|other| Some((*other, common(member, other)?)));
        if let Some((first, code)) = first {
            sink.push(overlap(member, first, &format!("both masks lead {code} to a code")));
        }
        let in_range = ranges.iter().find_map(|(from, to, range)| Some((*range, masked_within(member, *from, *to)?)));
        if let Some((range, code)) = in_range {
            sink.push(overlap(member, range, &format!("{code} is in the range, and the mask leads it to a code")));
        }
    }
}

/// Ranges that are equal, or that overlap without one containing the other.
fn overlapping_ranges(ranges: &mut Vec<(i64, i64, &Member<'_>)>, sink: &mut Sink) {
    // Of ranges with the same start, the longest comes first, so that each comes after those that contain it.
    sort_by_key(ranges, |(from, to, _)| (*from, std::cmp::Reverse(*to)));
    let mut open: Vec<(i64, i64, &Member<'_>)> = Vec::new();
    for &(from, to, member) in ranges.iter() {
        while open.pop_if(|(_, end, _)| *end < from).is_some() {}
        if let Some((start, end, first)) = open.last() {
            if (*start, *end) == (from, to) {
                sink.push(overlap(member, first, "two groups have the same range"));
            } else if to > *end {
                sink.push(overlap(member, first, &format!("{from} is in two ranges, of which neither contains the other")));
            }
        }
        open.push((from, to, member));
    }
}

fn overlap(second: &Member<'_>, first: &Member<'_>, message: &str) -> Diagnostic {
    let finding = Diagnostic::new(&OVERLAPPING_FAMILIES, second.family.span, message);
    finding
        .label(first.family.span, format!("the family of `{}`", first.group.key.value))
        .note("An unlisted code belongs to at most one group. Narrow the families, or merge the groups.")
}

/// An integer for which both masks produce a primary code.
fn common(one: &Member<'_>, other: &Member<'_>) -> Option<i64> {
    let (Family::Mask(a), Family::Mask(b)) = (&one.family.value, &other.family.value) else { return None };
    let both = a & b;
    one.primaries.iter().find_map(|x| other.primaries.iter().find(|y| *x & both == **y & both).map(|y| x | y))
}

/// The smallest integer of a range for which a mask produces a primary code.
fn masked_within(member: &Member<'_>, from: i64, to: i64) -> Option<i64> {
    let Family::Mask(mask) = member.family.value else { return None };
    // Masks do not apply to negative numbers.
    member.primaries.iter().filter_map(|code| least(mask, *code, from.max(0))).filter(|found| *found <= to).min()
}

/// The smallest integer from `from` on that becomes `code` under the mask.
fn least(mask: i64, code: i64, from: i64) -> Option<i64> {
    // With the sign bit flipped, the order of integers is that of unsigned ones.
    let sign = 1u64 << 63;
    let (mask, code, from) = (mask as u64, (code as u64) ^ (sign & mask as u64), (from as u64) ^ sign);
    let back = |found: u64| (found ^ sign) as i64;
    if from & mask == code {
        return Some(back(from));
    }
    (0..64).find_map(|bit| {
        let one = 1u64 << bit;
        let above = !(one | (one - 1));
        let raised = (from & one == 0) && (mask & one == 0 || code & one != 0);
        let agrees = (from & above) & mask == code & above;
        (raised && agrees).then(|| back((from & above) | one | (code & (one - 1))))
    })
}

/// A code outside all groups that matches a family does not get the family's facts.
fn strays(catalog: &Catalog, members: &[&Member<'_>], sink: &mut Sink) {
    if members.is_empty() {
        return;
    }
    for code in catalog.codes.iter().filter(|code| code.group.is_none()) {
        let best = members
            .iter()
            .filter_map(|member| Some((member.fits(code)?, *member)))
            .max_by_key(|(fit, member)| (*fit, usize::MAX - member.at));
        let Some((_, member)) = best else { continue };
        let message =
            format!("`{}` matches the family of `{}`, but is not in the group", code.wire.value, member.group.key.value);
        let finding =
            Diagnostic::new(&CODE_OUTSIDE_FAMILY, code.wire.span, message).label(member.family.span, "this family includes it");
        sink.push(
            finding.note("A listed code takes no facts from the family of another group. Move it under the group's `codes`."),
        );
    }
}

/// A code that is listed in a group but does not match its family: one of the two is wrong.
fn strangers(catalog: &Catalog, members: &[&Member<'_>], sink: &mut Sink) {
    // A mask without a primary code has no members, which is a finding of its own.
    let empty = |member: &Member<'_>| matches!(member.family.value, Family::Mask(_)) && member.primaries.is_empty();
    for member in members.iter().filter(|member| !empty(member)) {
        let own = catalog.codes.iter().filter(|code| code.group.is_some_and(|group| catalog.is_within(group, member.at)));
        let family = match &member.family.value {
            Family::Prefix(prefix) => format!("begin with `{prefix}`"),
            Family::Range(from, to) => format!("lie from {from} to {to}"),
            Family::Mask(mask) => format!("lead to a listed code under the mask {mask:#x}"),
        };
        for code in
            own.filter(|code| member.fits(code).is_none() && (code.number.is_some() || catalog.wire == WireKind::String))
        {
            let message = format!("`{}` is listed in `{}`, whose codes {family}", code.wire.value, member.group.key.value);
            let finding = Diagnostic::new(&CODE_NOT_IN_FAMILY, code.wire.span, message)
                .label(member.family.span, "the family of its group");
            sink.push(finding.note(
                "If the code is right, list it outside the group or widen the family. If it belongs there anyway, allow the \
                 warning under `lints.allow`.",
            ));
        }
    }
}
