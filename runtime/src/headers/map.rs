use alloc::vec::Vec;
use core::marker::PhantomData;

/// The headers of a response, independent of the HTTP library. A name may occur more than once.
///
/// Implemented for `()` (no headers), for slices, arrays and vectors of names and values (as text or bytes), and for references to all of
/// these, and with the feature `http` for `http::HeaderMap`. For any other map, use [`from_fn`].
///
/// ```
/// use errspec::headers::Headers;
/// let headers = [("Content-Type", "application/json"), ("retry-after", "5")];
/// assert_eq!(headers.get("Retry-After"), Some(&b"5"[..]));
/// assert_eq!(().get("Retry-After"), None);
/// ```
pub trait Headers {
    /// The value of the `n`th header with this name, counted from 0; `None` if there are fewer. Names are compared case-insensitively.
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]>;

    /// The value of the first header with this name.
    fn get(&self, name: &str) -> Option<&[u8]> {
        self.get_nth(name, 0)
    }
}

/// The values of all headers with this name, in order.
pub(crate) fn values<'h>(headers: &'h (impl Headers + ?Sized), name: &'h str) -> impl Iterator<Item = &'h [u8]> {
    (0..).map_while(move |n| headers.get_nth(name, n))
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>> Headers for [(K, V)] {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        let mut all = self.iter().filter(|(key, _)| key.as_ref().eq_ignore_ascii_case(name.as_bytes()));
        all.nth(n).map(|(_, value)| value.as_ref())
    }
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>, const N: usize> Headers for [(K, V); N] {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        self.as_slice().get_nth(name, n)
    }
}

impl<K: AsRef<[u8]>, V: AsRef<[u8]>> Headers for Vec<(K, V)> {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        self.as_slice().get_nth(name, n)
    }
}

#[cfg(feature = "http")]
impl Headers for http::HeaderMap {
    #[cfg_attr(debug_assertions, inline)]
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        self.get_all(name).iter().nth(n).map(http::HeaderValue::as_bytes)
    }
}

impl Headers for () {
    #[cfg_attr(debug_assertions, inline)]
    fn get_nth(&self, _: &str, _: usize) -> Option<&[u8]> {
        None
    }
}

impl<T: Headers + ?Sized> Headers for &T {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        T::get_nth(self, name, n)
    }
}

/// Headers that are looked up with a function; created by [`from_fn`].
#[derive(Clone, Copy, Debug)]
pub struct FromFn<'a, F> {
    get: F,
    values: PhantomData<&'a [u8]>,
}

/// Headers that are looked up with a function, for maps that do not implement [`Headers`]. The function gets a name, whose case it must
/// ignore, and the index of the wanted header among those with this name, counted from 0.
///
/// ```
/// use errspec::headers::{Headers, from_fn};
/// let values = ["5", "60"];
/// let headers = from_fn(|name, n| {
///     let values: &[&str] = if name.eq_ignore_ascii_case("retry-after") { &values } else { &[] };
///     values.get(n).map(|value| value.as_bytes())
/// });
/// assert_eq!(headers.get("Retry-After"), Some(&b"5"[..]));
/// assert_eq!(headers.get_nth("Retry-After", 1), Some(&b"60"[..]));
/// ```
pub const fn from_fn<'a, F: Fn(&str, usize) -> Option<&'a [u8]>>(get: F) -> FromFn<'a, F> {
    FromFn { get, values: PhantomData }
}

impl<'a, F: Fn(&str, usize) -> Option<&'a [u8]>> Headers for FromFn<'a, F> {
    fn get_nth(&self, name: &str, n: usize) -> Option<&[u8]> {
        (self.get)(name, n)
    }
}
