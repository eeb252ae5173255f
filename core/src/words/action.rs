use crate::Word;
use core::fmt;

/// What has to be done outside the program before a call can succeed or a job goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Action {
    /// Get new credentials.
    RenewCredentials,
    /// Get a permission or a wider scope.
    GetPermission,
    /// Pay, or add funds.
    AddFunds,
    /// Delete stored data.
    FreeStorage,
    /// Switch to a larger plan.
    UpgradePlan,
    /// Contact the support of the API.
    ContactSupport,
    /// Have the account enabled.
    EnableAccount,
    /// An action that a machine declares, by its index in the machine.
    Declared(u8),
}

impl Action {
    /// The words of the language, in the order of its reference.
    pub const ALL: &'static [Self] = &[
        Self::RenewCredentials,
        Self::GetPermission,
        Self::AddFunds,
        Self::FreeStorage,
        Self::UpgradePlan,
        Self::ContactSupport,
        Self::EnableAccount,
    ];

    /// The word as a spec writes it. The name of a declared action is in its machine.
    #[cfg_attr(debug_assertions, inline)]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RenewCredentials => "renew_credentials",
            Self::GetPermission => "get_permission",
            Self::AddFunds => "add_funds",
            Self::FreeStorage => "free_storage",
            Self::UpgradePlan => "upgrade_plan",
            Self::ContactSupport => "contact_support",
            Self::EnableAccount => "enable_account",
            Self::Declared(_) => "declared",
        }
    }

    /// The value of a word of the language; `None` for any other text.
    #[cfg_attr(debug_assertions, inline)]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == word)
    }

    /// The action as a phrase that completes "after …".
    #[cfg_attr(debug_assertions, inline)]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::RenewCredentials => "getting new credentials",
            Self::GetPermission => "getting the permission",
            Self::AddFunds => "adding funds",
            Self::FreeStorage => "freeing storage",
            Self::UpgradePlan => "upgrading the plan",
            Self::ContactSupport => "contacting support",
            Self::EnableAccount => "having the account enabled",
            Self::Declared(_) => "an action that the contract declares",
        }
    }

    /// The same as `==`, but also usable in constants.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) const fn is(self, other: Self) -> bool {
        self.number() == other.number()
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn number(self) -> u16 {
        match self {
            Self::RenewCredentials => 0,
            Self::GetPermission => 1,
            Self::AddFunds => 2,
            Self::FreeStorage => 3,
            Self::UpgradePlan => 4,
            Self::ContactSupport => 5,
            Self::EnableAccount => 6,
            Self::Declared(at) => 256 + at as u16,
        }
    }
}

impl fmt::Display for Action {
    #[cfg_attr(debug_assertions, inline)]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Word for Action {
    const WHAT: &'static str = "an action";
    const WRITTEN: &'static [Self] = Self::ALL;
    const WORDS: &'static [&'static str] = &[
        Self::RenewCredentials.as_str(),
        Self::GetPermission.as_str(),
        Self::AddFunds.as_str(),
        Self::FreeStorage.as_str(),
        Self::UpgradePlan.as_str(),
        Self::ContactSupport.as_str(),
        Self::EnableAccount.as_str(),
    ];

    #[cfg_attr(debug_assertions, inline)]
    fn as_str(self) -> &'static str {
        Self::as_str(self)
    }
}
