//! Two versions of one service: with errspec, and written by hand, as services with axum usually are. Both send the same responses. A test
//! compares them, and counts the lines that the README states.

pub mod by_hand;
pub mod with_errspec;

errspec::include_generated!("tickets");

/// What a client orders.
#[derive(Debug, serde::Deserialize)]
pub struct Order {
    /// How many tickets.
    pub tickets: u32,
}

/// What is in the way of an order.
#[derive(Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// There is no such event.
    NoEvent,
    /// There are only so many tickets left.
    Left(u32),
    /// The customer orders too often.
    TooFast,
}

/// The logic that both services have.
///
/// # Errors
/// The tickets are not sold.
pub fn sell(event: &str, order: &Order) -> Result<String, Obstacle> {
    match (event, order.tickets) {
        ("opera", 0..=2) => Ok("sold".to_owned()),
        ("opera", 100..) => Err(Obstacle::TooFast),
        ("opera", _) => Err(Obstacle::Left(2)),
        #[allow(clippy::panic, reason = "what a service with a bug does")]
        ("haunted", _) => panic!("a bug"),
        _ => Err(Obstacle::NoEvent),
    }
}
