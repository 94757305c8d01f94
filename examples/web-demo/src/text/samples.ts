/** Texts to begin with. */
export const samples = {
  english: 'The quick brown fox jumps over the lazy dog near the river bank.',
  german: 'Wer reitet so spät durch Nacht und Wind? Es ist der Vater mit seinem Kind.',
  french: 'Demain, dès l’aube, à l’heure où blanchit la campagne, je partirai.',
  japanese: 'すばやい茶色の狐がのろまな犬を飛び越える。',
  offer:
    'Congratulations! You have won a free prize. Click here now to claim your money, no obligation.',
  letter:
    'Hi Ada, the build is green again; could you review the patch for the parser before Friday?',
} as const
