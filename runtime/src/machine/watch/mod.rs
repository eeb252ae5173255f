mod reading;

pub use reading::Reading;

use super::StateMachine;
use core::marker::PhantomData;

/// Watches one job: takes what a poller reads and the commands it gives, and says what each reading means.
#[derive(Clone, Debug)]
pub struct Watch<M> {
    of: PhantomData<M>,
}

impl<M: StateMachine> Watch<M> {
    /// A watch over a job from its creation.
    pub const fn new() -> Self {
        Self { of: PhantomData }
    }
}

impl<M: StateMachine> Default for Watch<M> {
    fn default() -> Self {
        Self::new()
    }
}
