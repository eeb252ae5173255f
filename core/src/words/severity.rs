words! {
    /// How bad what a code or status stands for is.
    #[non_exhaustive]
    Severity("a severity") {
        /// It is no error: the call did what it was asked to.
        Success = "success",
        /// The call did what it was asked to, and there is something to know.
        Info = "info",
        /// Something may be wrong.
        Warning = "warning",
        /// The call failed.
        Error = "error",
        /// More than the call failed: the session, the connection or the service.
        Fatal = "fatal",
    }
}
