//! One folder a screen; file names are the parts that a person sees.

pub mod frame;
pub mod hashing;
pub mod help;
pub mod kind;
pub mod new_token;
pub mod offboard;
pub mod owner;
pub mod owners;
pub mod orgs;
pub mod parts;
pub mod otherwise;
pub mod reveal;
pub mod sign_in;
pub mod token;
pub mod tokens;
pub mod v1_credentials;
