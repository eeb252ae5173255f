use crate::Settings;
use errspec::Api;

/// A client of either kind, for code that makes calls without sending them.
///
/// ```
/// use errspec_client::{Call, Caller};
/// # use errspec::retry::Operation;
/// # const PING: Operation = Operation::new("ping", "GET", "/ping");
///
/// /// The calls of an API, whether the client blocks or runs on tokio.
/// pub struct Shop<C>(C);
///
/// impl<C: Caller> Shop<C> {
///     pub fn ping(&self) -> Call<'_, C> {
///         Call::new(&self.0, &PING)
///     }
/// }
/// ```
pub trait Caller {
    /// The API.
    type Api: Api;

    /// The base URL and the settings of the client.
    fn settings(&self) -> &Settings;
}
