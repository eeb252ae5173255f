//! Finds a response that passes a set of tests, or shows that there is none.

use crate::syntax::{Predicate, Test};
use errspec_core::Value;

/// A location and a test of its value. Header names are in lower case. A pointer begins with a slash; a header name never does.
pub(crate) type Placed = (String, Test);

/// A value that a location in a response can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// No value.
    Absent,
    /// A text, a number or a boolean.
    Text(String),
    /// An array, or a header with a list of items.
    Items(Vec<String>),
    /// An object.
    Object,
}

impl Witness {
    fn passes(&self, place: &str, test: &Test) -> bool {
        match self {
            Self::Absent => test.holds([]),
            // A header is a text and a list (RFC 9110 §5.6.1).
            Self::Text(text) if is_header(place) => {
                test.holds([Value::Text(text), Value::Items(&|item| text.split(',').any(|listed| listed.trim() == item))])
            }
            Self::Text(text) => test.holds([Value::Text(text)]),
            Self::Items(items) => {
                !is_header(place) && test.holds([Value::Items(&|wanted| items.iter().any(|item| item == wanted))])
            }
            Self::Object => !is_header(place) && test.holds([Value::Other]),
        }
    }
}

fn is_header(place: &str) -> bool {
    !place.starts_with('/')
}

impl Witness {
    /// The value as part of a sentence; `None` if it is absent.
    pub(crate) fn said(&self) -> Option<String> {
        match self {
            Self::Absent => None,
            Self::Text(text) => Some(format!("is `{}`", text.replace('\u{1}', "…"))),
            Self::Items(items) => {
                Some(format!("has {}", items.iter().map(|item| format!("`{item}`")).collect::<Vec<_>>().join(", ")))
            }
            Self::Object => Some("is an object".to_owned()),
        }
    }
}

/// The values of a response that passes all tests, by location; `None` if there is no such response.
///
/// The search is complete, except when negated tests rule out almost every text: it only tries some short texts.
pub(crate) fn witness(tests: &[Placed]) -> Option<Vec<(&str, Witness)>> {
    let mut places: Vec<&str> = tests.iter().map(|(place, _)| place.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    let at = |place: &str| -> Vec<&Test> { tests.iter().filter(|(of, _)| of == place).map(|(_, test)| test).collect() };
    // What is inside a value that must be there makes the value an object or an array.
    let must_be_there = |place: &&str| at(place).iter().any(|test| !Witness::Absent.passes(place, test));
    let inner: Vec<&str> = places.iter().copied().filter(must_be_there).collect();
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        let members: Vec<&str> = inner.iter().filter_map(|inner| member(inner, place)).collect();
        let by_index = members.iter().all(|member| member.bytes().all(|byte| byte.is_ascii_digit()));
        let value = candidates(&at(place), is_header(place)).into_iter().find(|candidate| {
            let fits = match candidate {
                Witness::Object => true,
                Witness::Items(_) => by_index,
                _ => members.is_empty(),
            };
            fits && at(place).iter().all(|test| candidate.passes(place, test))
        })?;
        found.push((place, value));
    }
    Some(found)
}

/// The member of the outer value through which a pointer leads, if it leads into that value.
fn member<'i>(inner: &'i str, outer: &str) -> Option<&'i str> {
    let rest = inner.strip_prefix(outer).filter(|_| !is_header(outer))?.strip_prefix('/')?;
    rest.split('/').next()
}

/// The values to try. If any value passes the tests, one of these does.
fn candidates(tests: &[&Test], header: bool) -> Vec<Witness> {
    let predicates = |negated: bool| tests.iter().filter(move |test| test.negated == negated).flat_map(|test| &test.any);
    let mut all = vec![Witness::Absent, Witness::Object];
    for predicate in predicates(false) {
        match predicate {
            Predicate::Equals(text) => all.push(Witness::Text(text.clone())),
            Predicate::Between(..) => numbers(tests).into_iter().for_each(|number| all.push(Witness::Text(number))),
            _ => {}
        }
    }
    composed(tests, header, &mut all);
    all
}

/// The size up to which every number of a range is tried.
const MOST_ALL: usize = 1_000;

/// The bounds of all ranges and their neighbors, and numbers that begin or end as the tests require.
fn numbers(tests: &[&Test]) -> Vec<String> {
    let mut bounds: Vec<i64> = vec![0];
    let mut parts: Vec<&str> = Vec::new();
    let mut narrow: Vec<i64> = Vec::new();
    for predicate in tests.iter().flat_map(|test| &test.any) {
        match predicate {
            Predicate::Between(least, most) => {
                bounds.extend([*least, least.saturating_sub(1), *most, most.saturating_add(1)]);
                narrow.extend((*least..=*most).take(MOST_ALL));
            }
            Predicate::Equals(text) | Predicate::Starts(text) | Predicate::Ends(text) | Predicate::Contains(text) => {
                parts.push(text);
            }
            _ => {}
        }
    }
    let mut numbers: Vec<String> = bounds.iter().chain(&narrow).map(i64::to_string).collect();
    // Numbers of up to 18 digits that contain each part at their beginning, end, or in their middle.
    for part in &parts {
        for zeros in 0..18usize.saturating_sub(part.len()) {
            let zeros = "0".repeat(zeros);
            numbers.extend([format!("{part}{zeros}"), format!("{zeros}{part}"), format!("1{zeros}{part}")]);
        }
    }
    // Numbers next to a bound that end as they must.
    for (bound, part) in bounds.iter().flat_map(|bound| parts.iter().map(move |part| (*bound, *part))) {
        let Ok(end) = part.parse::<i64>() else { continue };
        let step = 10i64.saturating_pow(part.len() as u32);
        let near = bound.saturating_sub(bound % step).saturating_add(end);
        numbers.extend([near, near.saturating_add(step), near.saturating_sub(step)].map(|number| number.to_string()));
    }
    // A fraction is between two whole numbers.
    numbers.extend(bounds.iter().map(|bound| format!("{bound}.5")));
    numbers
}

/// Texts composed of one part of each test: the longest beginning, all parts that must be inside, and the longest end. Fillers between them
/// avoid the texts that negated tests exclude.
fn composed(tests: &[&Test], header: bool, all: &mut Vec<Witness>) {
    /// The maximum number of combinations of parts that are tried.
    const MOST: usize = 256;
    let mut choices: Vec<Vec<&Predicate>> = vec![Vec::new()];
    for test in tests.iter().filter(|test| !test.negated) {
        let mut longer = Vec::new();
        for choice in &choices {
            longer.extend(test.any.iter().map(|predicate| [choice.as_slice(), &[predicate]].concat()));
        }
        longer.truncate(MOST);
        choices = longer;
    }
    for choice in choices {
        let items =
            choice.iter().filter_map(|predicate| if let Predicate::Has(item) = predicate { Some(item.clone()) } else { None });
        all.push(Witness::Items(items.collect()));
        let mut text = [String::new(), String::new(), String::new()];
        for predicate in choice {
            match predicate {
                Predicate::Starts(part) if part.len() > text[0].len() => text[0].clone_from(part),
                Predicate::Contains(part) => {
                    text[1].push('\u{1}');
                    text[1].push_str(part);
                }
                Predicate::Has(item) if header => text[1].push_str(&format!(",{item},")),
                Predicate::Ends(part) if part.len() > text[2].len() => text[2].clone_from(part),
                _ => {}
            }
        }
        let [start, inside, end] = text;
        for filler in ["", "\u{1}", "-", "\u{1}\u{1}", "0"] {
            let inside = inside.replace('\u{1}', filler);
            let middle = if inside.is_empty() { filler.to_owned() } else { format!("{filler}{inside}{filler}") };
            all.push(Witness::Text(format!("{start}{middle}{end}")));
        }
        // Beginning and end may overlap.
        let overlaps = (0..=end.len()).filter(|at| end.is_char_boundary(*at) && start.ends_with(&end[..*at]));
        all.extend(overlaps.map(|at| Witness::Text(format!("{start}{}", &end[at..]))));
    }
}
