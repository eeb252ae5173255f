//! The files that are shipped with the language.

const SHIPPED: [(&str, &str); 3] = [
    ("http", include_str!("../std/http.yaml")),
    ("oauth-device", include_str!("../std/oauth-device.yaml")),
    ("problem", include_str!("../std/problem.yaml")),
];

/// The names behind `std/`.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The text of a shipped catalog.
pub(crate) fn text(name: &str) -> Option<&'static str> {
    SHIPPED.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}
