#!/bin/sh
# Makes the recordings in test/fixtures/audio. Debian packages: espeak-ng, flite, sox.
set -eu
cd "$(dirname "$0")/../test/fixtures/audio"
raw=$(mktemp -d)
trap 'rm -rf "$raw"' EXIT

say() { espeak-ng -v "$1" -s 150 -w "$raw/$2.wav" "$3"; }
# Without dither the files are the same on every run.
plain() { sox -D "$@"; }

say en-gb fox 'The quick brown fox jumps over the lazy dog.'
say en-us state 'Actors keep their state to themselves.'
say en-gb alexa 'Alexa'
flite -voice slt -t 'hey Jarvis' -o "$raw/jarvis.wav"

plain "$raw/fox.wav" -r 16000 -b 16 speech.wav pad 1 1
plain "$raw/fox.wav" -r 8000 -b 16 "$raw/fox8.wav" pad 0.5 2.5
plain "$raw/state.wav" -r 8000 -b 16 "$raw/state8.wav" pad 0 2
plain "$raw/fox8.wav" "$raw/state8.wav" -b 8 two-utterances.wav
plain "$raw/state.wav" -r 22050 -b 8 -c 2 stereo.wav pad 0.2 0.2 remix 1v0.9 1v0.5
plain "$raw/alexa.wav" -r 16000 -b 16 alexa.wav
plain "$raw/jarvis.wav" -r 16000 -b 16 hey-jarvis.wav
plain "$raw/alexa.wav" -r 22050 -b 16 "$raw/alexa22.wav" pad 0.5 2
plain "$raw/fox.wav" -r 22050 -b 16 "$raw/fox22.wav" pad 0 0.5
plain "$raw/alexa22.wav" "$raw/fox22.wav" -b 8 alexa-then-speech.wav
