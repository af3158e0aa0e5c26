import { run } from '../common/page.mjs';
import { load } from './load.mjs';
import { TITLE, view } from './view.mjs';

run({
  title: TITLE,
  load,
  view,
  actions: {
    filter(loaded, button) {
      loaded.filter = button.dataset.value;
    },
  },
});
