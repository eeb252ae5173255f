use alloc::vec::Vec;
use core::marker::PhantomData;

/// The headers of a response, whatever holds them.
///
/// Implemented for `()` (none), for slices, arrays and vectors of name and value (texts or bytes), for references to all of
/// these, and for any HTTP client's own map through [`from_fn`].
///
/// ```
/// use errspec::headers::Headers;
/// let headers = [("Content-Type", "application/json"), ("retry-after", "5")];
/// assert_eq!(headers.get("Retry-After"), Some(&b"5"[..]));
/// assert_eq!(().get("Retry-After"), None);
/// ```
pub trait Headers {
    /// The value of the first header of this name; ASCII case does not count.
    fn get(&self, name: &str) -> Option<&[u8]>;
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>> Headers for [(K, V)] {
    fn get(&self, name: &str) -> Option<&[u8]> {
        self.iter().find(|(key, _)| key.as_ref().eq_ignore_ascii_case(name.as_bytes())).map(|(_, value)| value.as_ref())
    }
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>, const N: usize> Headers for [(K, V); N] {
    fn get(&self, name: &str) -> Option<&[u8]> {
        Headers::get(self.as_slice(), name)
    }
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>> Headers for Vec<(K, V)> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        Headers::get(self.as_slice(), name)
    }
}

impl Headers for () {
    fn get(&self, _: &str) -> Option<&[u8]> {
        None
    }
}

impl<T: Headers + ?Sized> Headers for &T {
    fn get(&self, name: &str) -> Option<&[u8]> {
        T::get(self, name)
    }
}

/// Headers behind a look-up function; made by [`from_fn`].
#[derive(Clone, Copy, Debug)]
pub struct FromFn<'a, F> {
    get: F,
    values: PhantomData<&'a [u8]>,
}

/// Headers behind a look-up function, for maps this crate does not know. The function is to ignore the case of names.
///
/// ```
/// use errspec::headers::{Headers, from_fn};
/// let value = String::from("5");
/// let headers = from_fn(|name| name.eq_ignore_ascii_case("retry-after").then_some(value.as_bytes()));
/// assert_eq!(headers.get("Retry-After"), Some(&b"5"[..]));
/// ```
pub const fn from_fn<'a, F: Fn(&str) -> Option<&'a [u8]>>(get: F) -> FromFn<'a, F> {
    FromFn { get, values: PhantomData }
}

impl<'a, F: Fn(&str) -> Option<&'a [u8]>> Headers for FromFn<'a, F> {
    fn get(&self, name: &str) -> Option<&[u8]> {
        (self.get)(name)
    }
}
