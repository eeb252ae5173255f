//! Precedence: which fact of a contract decides about an outcome.

/// How specific a fact is, the most specific first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// A rule with conditions on headers, the media type, the body or its fields, and none on a code, type, status or category: it
    /// describes this particular response.
    Answer,
    /// A subcode, in its catalog.
    Subcode,
    /// A rule about a code with a status.
    CodeAndStatus,
    /// A code, in its catalog or in a rule.
    Code,
    /// A rule about a type with a status.
    TypeAndStatus,
    /// A type, in its catalog or in a rule.
    Type,
    /// A rule with a condition on a tag, and none on a code or type.
    Tag,
    /// A status.
    Status,
    /// A rule with a condition on the category, and none on a code, type or single status.
    Category,
    /// A range of statuses.
    Range,
    /// A kind of transport failure.
    Transport,
    /// A rule with conditions on the operation or its method only.
    Call,
    /// No fact of the contract covers the outcome.
    Default,
}

/// The precedence of a fact: its rank and, within a rank, more conditions before fewer. The smallest value decides.
///
/// ```
/// use errspec_core::rank::{Asks, Rank, Specificity, StatusCondition};
/// let status = Asks { status: StatusCondition::Single, ..Asks::NOTHING };
/// let with_header = Asks { headers: 1, ..status };
/// assert_eq!(status.specificity(), Specificity::of(Rank::Status));
/// assert!(with_header.specificity() < status.specificity());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Specificity {
    rank: Rank,
    /// The number of further conditions, negated so that more come first.
    further: i16,
}

impl Specificity {
    /// The precedence of the default: after every fact.
    pub const LAST: Self = Self { rank: Rank::Default, further: i16::MAX };

    /// The precedence of an entry of the contract, or of a rule without further conditions.
    #[inline]
    pub const fn of(rank: Rank) -> Self {
        Self { rank, further: 0 }
    }

    /// The precedence before every fact of a rank.
    #[inline]
    pub const fn before(rank: Rank) -> Self {
        Self { rank, further: i16::MIN }
    }

    /// The rank.
    #[inline]
    pub const fn rank(self) -> Rank {
        self.rank
    }
}

/// The conditions of a rule, as far as its precedence depends on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asks {
    /// A code.
    pub code: bool,
    /// A type.
    pub error_type: bool,
    /// The status.
    pub status: StatusCondition,
    /// A category.
    pub category: bool,
    /// A media type.
    pub content_type: bool,
    /// A tag.
    pub tag: bool,
    /// A body.
    pub body: bool,
    /// A transport failure.
    pub transport: bool,
    /// An operation.
    pub operation: bool,
    /// A method.
    pub method: bool,
    /// The number of headers.
    pub headers: usize,
    /// The number of fields of the body.
    pub fields: usize,
}

/// How the status condition of a rule is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusCondition {
    /// The rule has no condition on the status.
    Any,
    /// It names the status.
    Single,
    /// It names a range that contains the status.
    Range,
}

impl Asks {
    /// No condition, for struct update syntax.
    pub const NOTHING: Self = Self {
        code: false,
        error_type: false,
        status: StatusCondition::Any,
        category: false,
        tag: false,
        content_type: false,
        body: false,
        transport: false,
        operation: false,
        method: false,
        headers: 0,
        fields: 0,
    };

    /// The precedence of a rule with these conditions.
    #[inline]
    pub const fn specificity(self) -> Specificity {
        let further = self.headers.saturating_add(self.fields)
            + self.content_type as usize
            + self.body as usize
            + self.operation as usize
            + self.method as usize
            + (self.code && self.error_type) as usize
            + (self.category && !self.is_of_category_alone()) as usize
            + self.tag_is_further() as usize
            + self.status_is_beside_tag() as usize;
        let further = if further > 1_000 { 1_000 } else { further as i16 };
        Specificity { rank: self.rank(), further: -further }
    }

    /// Whether the category determines the rank, so that a range of statuses does not count as well.
    #[cfg_attr(debug_assertions, inline)]
    const fn is_of_category_alone(self) -> bool {
        !self.code && !self.error_type && !self.tag && matches!(self.status, StatusCondition::Any)
    }

    /// Whether the rule has a condition on a tag in addition to one on a code or type, which determines the rank.
    #[cfg_attr(debug_assertions, inline)]
    const fn tag_is_further(&self) -> bool {
        self.tag && (self.code || self.error_type)
    }

    /// Whether a tag determines the rank, so that the status is a further condition.
    #[cfg_attr(debug_assertions, inline)]
    const fn status_is_beside_tag(&self) -> bool {
        self.tag && !self.code && !self.error_type && !matches!(self.status, StatusCondition::Any)
    }

    #[cfg_attr(debug_assertions, inline)]
    const fn is_of_answer(self) -> bool {
        self.headers > 0 || self.fields > 0 || self.content_type || self.body
    }

    #[inline]
    const fn rank(self) -> Rank {
        match (self.code, self.error_type, self.status) {
            (true, _, StatusCondition::Any) => Rank::Code,
            (true, _, _) => Rank::CodeAndStatus,
            (false, true, StatusCondition::Any) => Rank::Type,
            (false, true, _) => Rank::TypeAndStatus,
            (false, false, _) if self.tag => Rank::Tag,
            (false, false, StatusCondition::Single) => Rank::Status,
            _ if self.category => Rank::Category,
            (false, false, StatusCondition::Range) => Rank::Range,
            (false, false, StatusCondition::Any) if self.transport => Rank::Transport,
            (false, false, StatusCondition::Any) if self.is_of_answer() => Rank::Answer,
            (false, false, StatusCondition::Any) if self.operation || self.method => Rank::Call,
            (false, false, StatusCondition::Any) => Rank::Default,
        }
    }
}
