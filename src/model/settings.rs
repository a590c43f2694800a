//! What a reader may set about the analysis.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Confidence, Device};

/// Settings of the engine; part of what makes an analysis what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Findings below this are not reported.
    pub minimum_confidence: Confidence,
    /// Devices that are not looked for.
    pub devices_off: BTreeSet<Device>,
}
