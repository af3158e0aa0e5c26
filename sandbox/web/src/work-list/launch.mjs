import { launch } from '../common/launch.mjs';
import { SCOPE } from './load.mjs';

launch({ clientId: 'work-list', scope: SCOPE });
