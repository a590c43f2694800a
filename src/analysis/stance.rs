//! Weighs what was found in a sentence into probabilities, stance and layer.
