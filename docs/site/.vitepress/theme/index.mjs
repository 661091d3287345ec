import { defineAsyncComponent } from 'vue';
import { zenlint } from './client.mjs';
import Layout from './Layout.vue';
import RuleIndex from './RuleIndex.vue';
import './style.css';
import DefaultTheme from 'vitepress/theme-without-fonts';

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component('RuleIndex', RuleIndex);
    // These two bring the editor, which no other page needs. The linter loads beside it.
    const heavy = (component) => defineAsyncComponent(() => {
      if (!import.meta.env.SSR) zenlint();
      return component();
    });
    app.component('Playground', heavy(() => import('./Playground.vue')));
    app.component('Exercises', heavy(() => import('./Exercises.vue')));
  },
};
