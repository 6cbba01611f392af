export { Note, NoteMention } from './note.entity.js';
export { NoteChanged, NoteNotFound, NoteNotYours } from './notes.errors.js';
export { Notes, type NoteView } from './notes.js';
