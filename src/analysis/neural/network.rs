//! The network: an ONNX file, run by `rten`.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use rten::{ModelOptions, NodeId, RunOptions, ThreadPool, Value};

use super::ModelError;

/// Something the network can be asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Output {
    /// One number: whether the wording is loaded.
    Loaded,
    /// Three: factual, mixed, the writer's opinion.
    Opinion,
    /// One a piece: whether it belongs to a loaded word.
    Words,
    /// Three: negative, neutral, positive toward the target.
    Tone,
}

impl Output {
    const ALL: [Self; 4] = [Self::Loaded, Self::Opinion, Self::Words, Self::Tone];

    /// Its name in the file.
    fn name(self) -> &'static str {
        match self {
            Self::Loaded => "loaded",
            Self::Opinion => "opinion",
            Self::Words => "words_out",
            Self::Tone => "tone",
        }
    }

    /// How many numbers it has for one text.
    fn len(self, pieces: usize) -> usize {
        match self {
            Self::Loaded => 1,
            Self::Opinion | Self::Tone => 3,
            Self::Words => pieces,
        }
    }
}

/// A loaded network.
pub(super) struct Network {
    model: rten::Model,
    /// Word pieces, which of them count, and which are the target.
    inputs: [NodeId; 3],
    /// In the order of [`Output::ALL`].
    outputs: [NodeId; 4],
    /// Each caller computes on one thread, so that two articles can be read at once and
    /// neither waits for the other's layers; a pool is made where none is free.
    pools: Mutex<Vec<Arc<ThreadPool>>>,
    /// Threads of each pool; the numbers are the same for any.
    threads: usize,
}

impl Network {
    /// Loads an ONNX file; `'static` bytes are not copied.
    ///
    /// # Errors
    /// Where it is damaged or has other inputs and outputs.
    pub(super) fn load(file: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        Self::with_threads(file, 1)
    }

    /// The same with several threads for each text.
    pub(super) fn with_threads(
        file: Cow<'static, [u8]>,
        threads: usize,
    ) -> Result<Self, ModelError> {
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match file {
            Cow::Borrowed(file) => options.load_static_slice(file),
            Cow::Owned(file) => options.load(file),
        }
        .map_err(|_unreadable| ModelError::Damaged)?;
        let node = |name: &str| {
            model
                .node_id(name)
                .map_err(|_missing| ModelError::OtherVersion(name.to_owned()))
        };
        let inputs = [
            node("input_ids")?,
            node("attention_mask")?,
            node("token_type_ids")?,
        ];
        let [loaded, opinion, words, tone] = Output::ALL.map(|output| node(output.name()));
        let outputs = [loaded?, opinion?, words?, tone?];
        Ok(Self {
            model,
            inputs,
            outputs,
            pools: Mutex::default(),
            threads,
        })
    }

    /// Runs one text through; only what is asked for is computed.
    ///
    /// `ids` are the pieces with the marks at both ends, `types` as many numbers: 1 on the
    /// target, 0 elsewhere.
    ///
    /// # Errors
    /// Where the network cannot compute, or computes something other than finite numbers.
    pub(super) fn run<const N: usize>(
        &self,
        ids: Vec<i32>,
        types: Vec<i32>,
        asked: [Output; N],
    ) -> Result<[Vec<f32>; N], ModelError> {
        let count = ids.len();
        let mut inputs = Vec::with_capacity(3);
        for (node, numbers) in self.inputs.into_iter().zip([ids, vec![1; count], types]) {
            let value = Value::from_shape([1, count], numbers).map_err(failed)?;
            inputs.push((node, value.into()));
        }
        let nodes = asked.map(|output| self.outputs[output as usize]);
        let pool = self.pool();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&pool)));
        let results = self.model.run_n(inputs, nodes, Some(options));
        self.lock().push(pool);
        let mut numbers = [const { Vec::new() }; N];
        for ((value, output), place) in results
            .map_err(failed)?
            .into_iter()
            .zip(asked)
            .zip(&mut numbers)
        {
            let (_, data) = value.into_shape_vec::<f32, 2>().map_err(failed)?;
            if data.len() != output.len(count) || !data.iter().all(|number| number.is_finite()) {
                return Err(ModelError::Damaged);
            }
            *place = data;
        }
        Ok(numbers)
    }

    fn pool(&self) -> Arc<ThreadPool> {
        let free = self.lock().pop();
        free.unwrap_or_else(|| Arc::new(ThreadPool::with_num_threads(self.threads)))
    }

    /// Nothing panics while the lock is held, so a poisoned lock is still sound.
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<ThreadPool>>> {
        self.pools.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed(error: impl std::error::Error) -> ModelError {
    ModelError::Run(error.to_string())
}
