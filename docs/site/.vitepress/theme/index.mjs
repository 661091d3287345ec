import { defineAsyncComponent } from 'vue';
import { zenlint } from './client.mjs';
import Layout from './Layout.vue';
import './style.css';
import DefaultTheme from 'vitepress/theme-without-fonts';

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    // No other page needs the facts of all rules.
    app.component('RuleIndex', defineAsyncComponent(() => import('./RuleIndex.vue')));
    // These two bring the editor, which no other page needs. The linter loads beside it.
    const heavy = (component) => defineAsyncComponent(() => {
      if (!import.meta.env.SSR) zenlint();
      return component();
    });
    app.component('Playground', heavy(() => import('./Playground.vue')));
    app.component('Exercises', heavy(() => import('./Exercises.vue')));
  },
};
