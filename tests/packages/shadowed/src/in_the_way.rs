//! Macros under the names of the standard library's. They stand before everything else, so that they are in scope textually.

macro_rules! concat {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! include {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! env {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! matches {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! panic {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! format {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! write {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! vec {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! stringify {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
macro_rules! include_bytes {
    ($($any:tt)*) => {
        this_macro_is_in_the_way!();
    };
}
