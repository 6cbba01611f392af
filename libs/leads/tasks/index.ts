export { addWorkdays, endOfDay, isZone, localOf, momentOf, REPEATS, startOfYesterday, type LocalTime, type Repeat } from './local-time.js';
export { Task } from './task.entity.js';
export { TaskChanged, TaskMovedOn, TaskNotFound, ZoneUnknown } from './tasks.errors.js';
export { Tasks, type TaskPlan, type TaskView } from './tasks.js';
