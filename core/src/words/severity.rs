words! {
    /// How serious a code or status is.
    #[non_exhaustive]
    Severity("a severity") {
        /// Not an error: the call did what was asked.
        Success = "success",
        /// The call did what was asked, and there is additional information.
        Info = "info",
        /// Something may be wrong.
        Warning = "warning",
        /// The call failed.
        Error = "error",
        /// More than the call failed, such as the session, the connection or the service.
        Fatal = "fatal",
    }
}

impl Severity {
    /// Whether the call did what was asked, so that a response with a code of this severity is not a failure.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Success | Self::Info)
    }
}
