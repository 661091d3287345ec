import { defineAsyncComponent } from 'vue';
import DefaultTheme from 'vitepress/theme-without-fonts';
import RuleIndex from './RuleIndex.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('RuleIndex', RuleIndex);
    // These two bring the editor, which no other page needs.
    app.component('Playground', defineAsyncComponent(() => import('./Playground.vue')));
    app.component('Exercises', defineAsyncComponent(() => import('./Exercises.vue')));
  },
};
