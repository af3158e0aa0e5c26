import { launch } from '../common/launch.mjs';
import { SCOPE } from './load.mjs';

launch({ clientId: 'prior-authorization', scope: SCOPE });
