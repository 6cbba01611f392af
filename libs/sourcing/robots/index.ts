export { judge, parseRobots, ROBOTS_PARSE_LIMIT, type RobotsTxt, type RobotsVerdict } from './robots.js';
